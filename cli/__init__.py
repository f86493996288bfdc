"""The command `duijie`."""
