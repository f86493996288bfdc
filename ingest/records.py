"""A file becomes records: every row that is read is an item, a duplicate or an error, and none is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import ITEM_TYPES, Item, Kind, item_id, item_to_json
from graph.model.items import item_from_fields
from ingest.columns import Role
from ingest.extraction import Draft, Notice, TableReader
from ingest.headers import KindProblem, Table, find_tables
from ingest.readers import FileProblem, read
