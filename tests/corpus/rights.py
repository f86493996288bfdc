"""Intellectual property as offices write it: counts, numbers, words."""

from random import Random
from typing import Any

from tests.corpus.said import Said, either


def _registered(dice: Random) -> str:
    return f"{dice.randint(2015, 2024)}1{dice.randint(0, 9_999_999):07}.{dice.randint(0, 9)}"


def ip_counts(dice: Random) -> Said:
    """Counts of rights, by kind and status."""
    total, some = dice.randint(3, 9), dice.randint(1, 2)

    def right(kind: str, count: int, status: str | None = None) -> dict[str, Any]:
        return {"kind": kind, "count": count} | ({"status": status} if status else {})

    forms: list[tuple[str, list[dict[str, Any]]]] = [
        (f"发明专利{total}项", [right("invention", total)]),
        (f"发明专利{total}件", [right("invention", total)]),
        (
            f"发明专利{total}项，授权{some}项",
            [right("invention", total), right("invention", some, "granted")],
        ),
        (f"授权发明专利{total}项", [right("invention", total, "granted")]),
        (
            f"已授权发明专利{total}件，实用新型专利{some}件",
            [right("invention", total, "granted"), right("utility", some)],
        ),
        (f"申请发明专利{total}项", [right("invention", total, "applied")]),
        (f"发明专利{total}项、实用新型{some}项", [right("invention", total), right("utility", some)]),
        (f"发明专利{total}项；软著{some}项", [right("invention", total), right("software", some)]),
        (f"软件著作权{total}项", [right("software", total)]),
        (f"软著{total}项", [right("software", total)]),
        (f"PCT国际专利{some}项", [right("pct", some)]),
        (f"外观设计专利{total}项", [right("design", total)]),
        (f"实用新型专利{total}项（已授权）", [right("utility", total, "granted")]),
        (f"已获授权发明专利{total}件", [right("invention", total, "granted")]),
        (
            f"授权发明专利{total}项，申请发明专利{some}项",
            [right("invention", total, "granted"), right("invention", some, "applied")],
        ),
        (f"拥有软件著作权{total}项", [right("software", total)]),
        (f"发表论文{total}篇", [right("paper", total)]),
        (f"植物新品种权{some}项", [right("variety", some)]),
    ]
    return _rights(*dice.choice(forms))


def ip_numbers(dice: Random) -> Said:
    """Numbers of rights."""
    first, second = _registered(dice), _registered(dice)
    granted = {"kind": "invention", "status": "granted"}
    forms: list[tuple[str, list[dict[str, Any]]]] = [
        (f"ZL{first}", [granted | {"number": first}]),
        (f"ZL {first}", [granted | {"number": first}]),
        (f"ZL{first}、ZL{second}", [granted | {"number": first}, granted | {"number": second}]),
        (f"ZL{first}；ZL{second}", [granted | {"number": first}, granted | {"number": second}]),
        (f"发明专利：ZL{first}", [granted | {"number": first}]),
        (f"ZL{first}（发明专利）", [granted | {"number": first}]),
        (
            f"ZL{first[:4]}2{first[5:]}",
            [{"kind": "utility", "status": "granted", "number": first[:4] + "2" + first[5:]}],
        ),
    ]
    return _rights(*dice.choice(forms))


def ip_software(dice: Random) -> Said:
    """A number of registered software."""
    number = f"{dice.randint(2018, 2024)}SR{dice.randint(0, 9_999_999):07}"
    return Said(number, {"ip": [{"kind": "software", "status": ANY_STATUS, "number": number}]})


ANY_STATUS = either(None, "granted")


def ip_words(dice: Random) -> Said:
    """A state in words, or nothing."""
    forms: list[tuple[str, list[dict[str, Any]]]] = [
        ("软件著作权", [{"kind": "software"}]),
        ("技术秘密", [{"kind": "secret"}]),
        ("发明专利（已授权）", [{"kind": "invention", "status": "granted"}]),
        ("发明专利申请中", [{"kind": "invention", "status": "applied"}]),
        ("无", []),
        ("暂无", []),
    ]
    return _rights(*dice.choice(forms))


def ip(dice: Random) -> Said:
    """Rights in any form."""
    return dice.choice([ip_counts, ip_counts, ip_numbers, ip_words])(dice)


def _rights(shown: str, rights: list[dict[str, Any]]) -> Said:
    return Said(shown, {"ip": rights} if rights else {})
