"""A list's way into the graph: kept, given its source, told apart from what is known, written, settled."""
