"""When a list has taken the place of others: items it no longer names are told anew by what is left of them.

An item that some current list still names is put together from those; one that none names is withdrawn. What
counted before the list came stays noted in the graph until all is settled, so that a killed run settles the same.
"""

from collections.abc import Mapping, Sequence

from graph.lists import dropped_listings, withdrawal
from graph.model import Subgraph, item_from_json
from graph.model.listings import Known, Listing
from graph.store import BATCH, Store
from ingest.intake.admission import Admission
from ingest.intake.assembly import assemble, current
from ingest.intake.batch import item_write
from ingest.intake.redirect import redirected
from ingest.intake.terms import TermExtractor


def settle(store: Store, terms: TermExtractor, admission: Admission) -> int:
    """Settle all items, then note that the list is complete; give how many items were withdrawn."""
    own = admission.snapshot
    ids = store.lists.unsettled(admission.affected, own.id, own.reading)
    withdrawn = 0
    for start in range(0, len(ids), BATCH):
        withdrawn += _settle(store, terms, admission, ids[start : start + BATCH])
    store.lists.finish(own.id, admission.flags)
    return withdrawn


def _settle(store: Store, terms: TermExtractor, admission: Admission, ids: Sequence[str]) -> int:
    own = admission.snapshot
    known = store.lists.known(ids)
    live: dict[str, list[Listing]] = {id_: [] for id_ in known}
    for listing in store.lists.listings(ids, admission.affected):
        if admission.counts(listing):
            live[listing.item].append(listing)
    gone = [id_ for id_, said in live.items() if not said and known[id_].withdrawn is None]
    rewritten = {
        id_: redirected(part, admission.stands_for) for id_, part in _rewritten(terms, known, live).items()
    }
    also = [dropped_listings(ids, own.id, own.reading), *([withdrawal(gone, own)] if gone else [])]
    store.write_subgraphs(list(rewritten.values()), changed=list(rewritten), run={}, also=also)
    return len(gone)


def _rewritten(
    terms: TermExtractor, known: Mapping[str, Known], live: Mapping[str, Sequence[Listing]]
) -> dict[str, Subgraph]:
    found: dict[str, Subgraph] = {}
    for id_, said in live.items():
        if not said:
            continue
        whole = assemble(known[id_].kind, current(said))
        item = item_from_json(known[id_].kind, whole.record)
        if write := item_write(id_, item, whole, known[id_], None):
            found[id_] = write.subgraph(terms)
    return found
