"""The HTTP service: JSON for programs, the guide for Neo4j Browser, health for operators."""
