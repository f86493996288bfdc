"""Unified social credit codes."""

import pytest

from ingest.credit_code import credit_code, looks_like_one


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("91350100M000100Y43", "91350100M000100Y43"),
        ("９１３５０１００m000100y43", "91350100M000100Y43"),
        ("9135 0100 M000 100Y 43", "91350100M000100Y43"),
        ("91350100M000100Y34", None),  # two digits changed places
        ("91350100M000100Y4", None),
        ("9135O100M000100Y43", None),  # letter O
        ("12345678-9", None),
        ("", None),
    ],
)
def test_the_check_digit(written: str, code: str | None) -> None:
    assert credit_code(written) == code


def test_an_older_organisation_code_is_none_of_these() -> None:
    assert not looks_like_one("12345678-9")
    assert looks_like_one("91350100M000100Y4")
