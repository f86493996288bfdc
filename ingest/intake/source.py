"""Which source a list belongs to, told by its name and by the items it shares with the lists before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.lists import Lists
from graph.model.listings import Snapshot
from graph.store import BATCH
from ingest.intake.identify import Identities
from ingest.intake.snapshot import SAME_SOURCE, same_name, source_name, suffixed
from ingest.records import ParsedFile


@dataclass(frozen=True, slots=True)
class Guess:
    """The source a list is taken for, and what the user should know of it."""

    source: str
    notice: str | None = None


def guess_source(lists: Lists, id_: str, parsed: ParsedFile, identities: Identities) -> Guess:
    """Tell the source of a list: one of its name and kinds that shares its items, else a new one."""
    base = source_name(parsed.file, parsed.kinds)
    there = [s for s in lists.sources_like(base) if s.id != id_ and same_name(s.source, base)]
    by_source: dict[str, list[Snapshot]] = {}
    for snapshot in there:
        by_source.setdefault(snapshot.source, []).append(snapshot)
    alike = {
        source: found
        for source, found in by_source.items()
        if set(max(found, key=lambda s: s.order).kinds) == {kind.value for kind in parsed.kinds}
    }
    if alike and not parsed.rows:
        return Guess(base if base in alike else min(alike))
    if best := _sharing(lists, alike, parsed, identities):
        return Guess(best)
    new = suffixed(base, by_source, _only_organization(parsed))
    if new == base:
        return Guess(base)
    return Guess(
        new,
        f"与同名清单“{base}”重合不足一半，按另一来源“{new}”收入；"
        f'如是同一来源的新版，请加 --source "{base}" 重新导入。',
    )


def _sharing(
    lists: Lists, alike: dict[str, list[Snapshot]], parsed: ParsedFile, identities: Identities
) -> str | None:
    """The source whose newest snapshot shares the most of the smaller list, if it is half of it."""
    if not alike:
        return None
    newest = {source: _newest(found) for source, found in alike.items()}
    ids: set[str] = set()
    for start in range(0, len(parsed.rows), BATCH):
        ids |= set(identities.of(parsed.rows[start : start + BATCH])[0].values())
    rows = len(ids)
    for source in newest:  # a row that was taken out of another source's item stands for its own
        ids |= {item for row, item in lists.splits(source).items() if row in identities.natural}
    shared: Counter[str] = Counter()
    snapshots = [s.id for found in newest.values() for s in found]
    source_of = {s.id: source for source, found in newest.items() for s in found}
    ordered = sorted(ids)
    seen: set[tuple[str, str]] = set()
    for start in range(0, len(ordered), BATCH):
        seen |= {(source_of[s], id_) for s, id_ in lists.shared(ordered[start : start + BATCH], snapshots)}
    shared.update(source for source, _ in seen)
    sizes = {source: sum(s.accepted for s in found) for source, found in newest.items()}
    fitting = {
        source: count / size
        for source, count in shared.items()
        if (size := min(rows, sizes[source])) and count >= size * SAME_SOURCE
    }
    return max(sorted(fitting), key=fitting.__getitem__) if fitting else None


def _newest(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """The newest snapshot with rows, and its supplements."""
    whole = [s for s in snapshots if not s.supplements and s.accepted]
    if not whole:
        return []
    main = max(whole, key=lambda s: s.order)
    return [s for s in snapshots if s.main == main.id]


def _only_organization(parsed: ParsedFile) -> str | None:
    """The organisation, where all rows name the same one."""
    names = {row.item.organization for row in parsed.rows}
    return names.pop() if len(names) == 1 else None
