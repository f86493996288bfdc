import pytest

from ingest.values.modes import parse_modes


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("技术许可、自行投资转化(创业转化)", ["license", "self"]),
        ("技术转让或许可收入", ["transfer", "license"]),
        ("所有权转让", ["transfer"]),
        ("独占许可", ["license"]),
        ("专利实施许可(普通许可)", ["license"]),
        ("作价入股", ["equity"]),
        ("股权合作", ["equity"]),
        ("合作研发;委托开发", ["codevelop", "commission"]),
        ("创新科研代工", ["commission"]),
        ("技术咨询", ["service"]),
        ("技术开发、技术服务", ["codevelop", "commission", "service"]),
        ("独立研发", ["self"]),
        ("可协商", ["open"]),
        ("不限", ["open"]),
        ("其他方式", ["open"]),
        ("转让/许可", ["transfer", "license"]),
        ("☑技术转让 □技术许可 ☑作价入股", ["transfer", "equity"]),
        ("□技术转让 □技术许可", []),
        ("买现成的", []),
    ],
)
def test_wording(text: str, modes: list[str]) -> None:
    assert list(parse_modes(text).modes) == modes


@pytest.mark.parametrize(
    ("text", "mode", "flag"), [("先使用后付费", "trial", "先使用后付费"), ("开放许可", "license", "开放许可")]
)
def test_policies_are_flagged(text: str, mode: str, flag: str) -> None:
    found = parse_modes(text)

    assert list(found.modes) == [mode]
    assert found.policy_flags == (flag,)
