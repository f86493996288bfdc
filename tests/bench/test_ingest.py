from pathlib import Path

from bench.ingest import Recorder
from bench.invented import write_list
from embeddings.background import Background
from graph.store import Store
from ingest.originals import Originals
from ingest.pipeline import Pipeline
from ingest.terms import TermExtractor


def test_the_recorder_keeps_the_very_transactions_of_the_pipeline(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    write_list(file, 30)
    terms, originals = TermExtractor(Background.load()), Originals(tmp_path / "originals")
    recorder = Recorder()
    Pipeline(Store(recorder), originals, terms).ingest(file)
    for transaction in recorder.transactions:
        store._client.write_together(transaction)
    recorded = [list(store.all_nodes()), list(store.all_relationships())]
    Pipeline(store, originals, terms).ingest(file)  # finds the list complete and changes nothing
    assert [list(store.all_nodes()), list(store.all_relationships())] == recorded
    assert store.counts()["Achievement"] == 30
