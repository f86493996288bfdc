"""Cells → values: one parser per shape of a field, each total: it returns a value or says what was wrong."""
