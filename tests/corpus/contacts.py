"""Names, telephone numbers and addresses as offices write them."""

from random import Random

from tests.corpus import phrases
from tests.corpus.said import Said


def phone(dice: Random) -> str:
    """Draw a number that nobody has."""
    if dice.random() < 0.6:
        return f"1{dice.choice('3578')}{dice.randint(0, 9)}0000{dice.randint(0, 9999):04}"
    return f"077{dice.randint(0, 9)}-{dice.randint(2, 5)}00{dice.randint(0, 9999):04}"


def contact_name(dice: Random) -> Said:
    """A name, at times spaced out, at times a placeholder."""
    if dice.random() < 0.06:
        return Said("—")
    name = phrases.person(dice)
    shown = f"{name[0]} {name[1:]}" if len(name) == 2 and dice.random() < 0.3 else name
    return Said(shown, {"contact": {"name": name}})


def contact_phone(dice: Random) -> Said:
    """A number as text or as a number; in full-width digits; lost to scientific notation."""
    number = phone(dice)
    draw = dice.random()
    if "-" not in number:
        if draw < 0.3:
            return Said(int(number), {"contact": {"phone": number}})
        if draw < 0.36:
            return Said("1.38E+10")
        if draw < 0.45:
            return Said(f"{number[:3]} {number[3:7]} {number[7:]}", {"contact": {"phone": number}})
    if draw < 0.55:
        wide = number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
        return Said(wide, {"contact": {"phone": number}})
    return Said(number, {"contact": {"phone": number}}) if draw < 0.95 else Said("—")


def contact_email(dice: Random) -> Said:
    """An address of a domain that nobody has."""
    address = f"{dice.choice(['lin', 'wei', 'kjc', 'tech', 'office'])}{dice.randint(1, 999)}@{dice.choice(['lidong', 'lingqu'])}.example.cn"
    return Said(address, {"contact": {"email": address}})


def contact_both(dice: Random) -> Said:
    """Name and number in one cell."""
    name, number = phrases.person(dice), phone(dice)
    shown = dice.choice(
        [
            "{}/{}",
            "{} {}",
            "{}，{}",
            "{}：{}",
            "{}\n{}",
            "{}、{}",
            "{}（{}）",
            "{}{}",
            "联系人：{} 电话：{}",
            "姓名：{}；手机：{}",
        ]
    )
    return Said(shown.format(name, number), {"contact": {"name": name, "phone": number}})


def contact_any(dice: Random) -> Said:
    """A number, an address or both."""
    number, address = contact_phone(dice), contact_email(dice)
    if "contact" not in number.fields or dice.random() < 0.3:
        return address
    if dice.random() < 0.5:
        return number
    return Said(
        f"{number.cell} {address.cell}", {"contact": number.fields["contact"] | address.fields["contact"]}
    )


def contact_role(dice: Random) -> Said:
    """A name with an office held."""
    name = phrases.person(dice)
    role = dice.choice(["市场部总经理", "技术总监", "副总经理", "科技处副处长"])
    shown = dice.choice(["{}，{}", "{}/{}", "{}（{}）", "{} {}"]).format(name, role)
    return Said(shown, {"contact": {"name": name}})
