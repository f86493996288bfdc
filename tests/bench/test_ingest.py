import json
from pathlib import Path

from bench.invented import rows, write_list
from bench.server import Recorder
from embeddings.background import Background
from graph.client import Client
from graph.store import Store
from ingest.intake.originals import Originals
from ingest.intake.pipeline import Pipeline
from ingest.intake.terms import TermExtractor
from tests.conftest import empty


def test_the_recorder_keeps_the_very_transactions_of_the_pipeline(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    write_list(file, rows(30))
    terms, originals = TermExtractor(Background.load()), Originals(tmp_path / "originals")
    recorder = Recorder()
    Pipeline(Store(recorder), originals, terms).ingest(file)
    store = Store(client)
    for transaction in recorder.transactions:
        client.write_together(transaction)
    recorded = _graph(store)
    assert store.counts()["Achievement"] == 30
    empty(client)
    Pipeline(store, originals, terms).ingest(file)
    assert _graph(store) == recorded


def _graph(store: Store) -> list[str]:
    """Every node and relationship, in an order of their own."""
    return sorted(
        json.dumps(row, sort_keys=True)
        for rows in (store.all_nodes(), store.all_relationships())
        for row in rows
    )
