"""Items that may be one: nearly the same title, of one organisation or of two that belong together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from graph.model import Kind, Side
from graph.model.ids import code_key, natural_key
from ingest.merging.duplicates.organizations import Relations
from ingest.merging.duplicates.proposal import Evidence, ListedItem, Proposal, pair_key
from ingest.merging.duplicates.titles import MIN_SIMILARITY, core, near_pairs, similarity

LEAST = 0.5
"""Score below which a pair is not proposed."""

_SHORTEST_TEXT = 20
_LONGEST_TEXT = 400
_SHORTEST_TITLE = 6
_MAX_NAMESAKES = 20
"""Items of one title beyond which the title says nothing (技术需求)."""


def item_proposals(items: Sequence[ListedItem], relations: Relations) -> Iterator[Proposal]:
    """Pairs of items that may be one; each pair once."""
    ordered = sorted(items, key=lambda item: item.id)
    blocks: dict[tuple[str, str], list[ListedItem]] = defaultdict(list)
    for item in ordered:
        if item.organization:
            blocks[_family(item.kind), relations.group(item.organization)].append(item)
    for _, block in sorted(blocks.items()):
        for i, j in near_pairs([core(item.title) for item in block]):
            if found := _compared(block[i], block[j], relations):
                yield found
    yield from _without_organization(ordered, relations)


def _without_organization(items: Sequence[ListedItem], relations: Relations) -> Iterator[Proposal]:
    """Items whose list names no organisation, beside those of the same title."""
    namesakes: dict[tuple[str, str], list[ListedItem]] = defaultdict(list)
    for item in items:
        title = core(item.title).text
        if len(title) >= _SHORTEST_TITLE:
            namesakes[_family(item.kind), title].append(item)
    for _, members in sorted(namesakes.items()):
        if len(members) > _MAX_NAMESAKES:
            continue
        for one, other in combinations(members, 2):
            if (not one.organization or not other.organization) and (
                found := _compared(one, other, relations)
            ):
                yield found


def _family(kind: Kind) -> str:
    """Kinds that are compared with each other: what asks may stand in a list of needs and in one of challenges."""
    return "demand" if kind.sides == {Side.DEMAND} else kind.value


def _compared(one: ListedItem, other: ListedItem, relations: Relations) -> Proposal | None:
    alike = similarity(core(one.title), core(other.title))
    if not alike:
        return None
    title, title_said = _title(one, other, alike)
    owner, owner_said = _owner(one, other, relations)
    if owner_said is None:
        return None
    text, text_said = _text(one, other)
    list_, list_said = _list(one, other)
    score = round(max(0.0, min(1.0, title + owner + text + list_)), 2)
    if score < LEAST:
        return None
    said = (title_said, owner_said, text_said, *list_said)
    evidence = tuple(evidence for evidence in said if evidence)
    pair = pair_key(one.id, other.id)
    names = (one.title, other.title) if pair[0] == one.id else (other.title, one.title)
    return Proposal(one.kind.label, *pair, names, score, evidence, mergeable=one.kind is other.kind)


def _title(one: ListedItem, other: ListedItem, alike: float) -> tuple[float, Evidence]:
    if natural_key(one.title) == natural_key(other.title):
        return 0.9, Evidence("title", f"名称相同：{one.title}")
    if alike == 1.0:
        return 0.85, Evidence("title", f"名称只差字尾：{one.title} / {other.title}")
    score = 0.6 + 0.2 * (alike - MIN_SIMILARITY) / (1 - MIN_SIMILARITY)
    return score, Evidence("title", f"名称相近（{alike:.0%}）：{one.title} / {other.title}")


def _owner(one: ListedItem, other: ListedItem, relations: Relations) -> tuple[float, Evidence | None]:
    if not one.organization or not other.organization:
        return -0.2, Evidence("organization", "至少有一条没有写单位")
    said = relations.said(one.organization, other.organization)
    return (0.0 if one.organization == other.organization else -0.05), said


def _text(one: ListedItem, other: ListedItem) -> tuple[float, Evidence | None]:
    texts = one.text[:_LONGEST_TEXT], other.text[:_LONGEST_TEXT]
    if min(map(len, texts)) < _SHORTEST_TEXT:
        return 0.0, None
    alike = ratio(*texts) / 100
    score = 0.08 if alike >= 0.8 else 0.03 if alike >= 0.5 else -0.15 if alike < 0.25 else 0.0
    return score, Evidence("text", f"内容相似度 {alike:.0%}")


def _list(one: ListedItem, other: ListedItem) -> tuple[float, list[Evidence]]:
    """Where they stand. One list that names two rarely means one, least of all under two codes."""
    said = [Evidence("places", "见于 " + "；".join(map(str, (*one.places[:2], *other.places[:2]))))]
    together = {place.list for place in one.places} & {place.list for place in other.places}
    score = -0.1 if together else 0.0
    if one.code and other.code:
        same = code_key(one.code) == code_key(other.code)
        words = f"编号相同：{one.code}" if same else f"编号不同：{one.code} / {other.code}"
        said.append(Evidence("code", words))
        score += 0.05 if same else -0.2 if together else 0.0
    return score, said if one.places and other.places else said[1:]
