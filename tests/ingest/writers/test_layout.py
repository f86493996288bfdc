import pytest

from graph.model import Kind
from graph.model.items import shapes
from ingest.columns import Role
from ingest.columns.assignment import assign
from ingest.values.modes import parse_modes
from ingest.writers.layout import examples, field_title, layout
from ingest.writers.template import header_of


@pytest.mark.parametrize("kind", Kind)
def test_the_reader_knows_every_column_exactly(kind: Kind) -> None:
    wanted = layout(kind)
    columns = assign(kind, [(header_of(column),) for column in wanted], [()] * len(wanted))
    found = [(c.target.field, c.target.part, c.confidence) for c in columns]
    expected = [(None if c.field == "extra" else c.field, c.part, 1.0) for c in wanted]
    assert found == expected
    assert {c.target.role for c in columns} <= {Role.VALUE, Role.FLAG, Role.EXTRA}


@pytest.mark.parametrize("kind", Kind)
def test_every_field_has_a_column(kind: Kind) -> None:
    assert set(shapes(kind)) - {column.field for column in layout(kind)} <= {"landing_region"}


@pytest.mark.parametrize("kind", Kind)
def test_examples_fill_columns_there_are(kind: Kind) -> None:
    keys = {column.key for column in layout(kind)}
    assert len(examples(kind)) == 2
    assert all(set(example) <= keys for example in examples(kind))


def test_options_of_modes_are_the_words_the_reader_knows() -> None:
    options = next(column.options for column in layout(Kind.NEED) if column.field == "modes")
    assert [parse_modes(option).modes[0].display_name for option in options] == list(options)


def test_fields_have_names_people_use() -> None:
    assert field_title(Kind.NEED, "budget") == "拟投入资金"
    assert field_title(Kind.ACHIEVEMENT, "policy_flags") == "政策标志"
    assert field_title(Kind.NEED, "contact") == "联系方式"
