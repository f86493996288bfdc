"""The graph: its types, its statements, its store and its private server."""
