"""Fields have Chinese names, and people may use either name."""

import pytest

from graph.model import Kind, field_names
from ingest.columns import Role, vocabulary
from ingest.columns.explain import Unknown, find_field
from ingest.columns.titles import field_titles


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_a_header_may_stand_for_has_a_chinese_name(kind: Kind) -> None:
    titles = field_titles(kind)
    targets = {t for found in vocabulary(kind).aliases.values() for t in found if t.role is Role.VALUE}

    assert {t.field for t in targets} <= set(titles)
    assert set(field_names(kind)) - {"extra"} <= set(titles)
    assert all(not title.isascii() for title in titles.values())


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        (Kind.NEED, "budget", "budget"),
        (Kind.NEED, "预算", "budget"),
        (Kind.NEED, "联系电话", "contact.phone"),
        (Kind.NEED, "deadline.end", "deadline.end"),
        (Kind.EXPERT, "姓名", "person"),
        (Kind.NEED, "extra", None),
        (Kind.NEED, "ignore", "ignore"),
        (Kind.EXPERT, "title", Unknown("title", ())),
        (Kind.CHALLENGE, "budget", Unknown("budget", ())),
    ],
)
def test_how_fields_are_named(kind: Kind, said: str, field: object) -> None:
    found = find_field(kind, said)

    assert (Unknown(found.name, ()) if isinstance(found, Unknown) else found) == field
