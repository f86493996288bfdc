"""Every Cypher statement of the product, one file each."""
