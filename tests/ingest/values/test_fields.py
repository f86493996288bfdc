from graph.model import Kind, Money, UnitSource
from ingest.columns import Role, Target
from ingest.columns.assignment import Column
from ingest.readers import Raw
from ingest.values.fields import Surroundings, field_reader


def budget(raw: Raw, right: Raw) -> Money | None:
    column = Column(0, "拟投入资金", Target(Role.VALUE, "budget"), 1.0)
    value: Money | None = field_reader(Kind.NEED, column, Surroundings()).get(raw, right)[0]
    return value


def test_an_amount_with_its_unit_is_an_amount_however_short() -> None:
    found = {
        text: money.min for text in ("50万元", "3亿", "8000元", "20万美元") if (money := budget(text, ""))
    }
    assert found == {"50万元": 5e5, "3亿": 3e8, "8000元": 8000.0, "20万美元": 2e5}


def test_a_cell_beside_it_is_its_unit_only_where_it_holds_nothing_else() -> None:
    beside, amount_beside = budget(50, "元"), budget(50, "3亿元")
    assert beside
    assert (beside.min, beside.unit_source) == (50.0, UnitSource.NEIGHBOUR)
    assert amount_beside
    assert (amount_beside.min, amount_beside.unit_source) == (5e5, UnitSource.ASSUMED)


def test_a_unit_alone_is_no_amount() -> None:
    assert budget("万元", "") is None
