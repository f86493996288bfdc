"""Grades by score."""

import pytest

from matching.explain import GRADES, grade


@pytest.mark.parametrize(("bound", "letter", "action"), GRADES)
def test_a_score_at_the_bound_has_the_grade_and_one_below_has_not(
    bound: float, letter: str, action: str
) -> None:
    assert grade(bound) == (letter, action)
    assert bound == 0 or grade(bound - 1e-9) != (letter, action)


def test_every_score_has_a_grade() -> None:
    assert {grade(step / 100)[0] for step in range(101)} == set("SABCD")
