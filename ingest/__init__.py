"""From received lists to records and their place in the graph."""
