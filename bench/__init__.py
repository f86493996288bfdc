"""Measurements: quality, speed, ingest and scale, each beside its peer in the same run."""
