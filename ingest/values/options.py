"""Printed lists of options: ☑企业 □高校, 转让（√） 许可（ ）, 技术转让√ 技术许可."""

import re

_TICKED = "☑☒√■✔✓"
_EMPTY = "□☐○◯"
_TICK_IN_BRACKETS = re.compile(rf"[(\[【（]\s?[{_TICKED}xX×●]\s?[)\]】）]")
_EMPTY_BRACKETS = re.compile(r"[(\[【（]\s{0,4}[)\]】）]")
_MARK = re.compile(rf"[{_TICKED}{_EMPTY}●]")
_MARKED = re.compile(rf"[{_TICKED}{_EMPTY}●]|[(\[【（]\s{{0,4}}[xX]?\s?[)\]】）]")
_GAP = re.compile(r"[\s、,，;；/]+")
_EDGES = " \n\t、,，;；/_:："


def offers_options(text: str) -> bool:
    """Tell a text that prints ticked and unticked boxes side by side."""
    return ("□" in text or "☐" in text) and any(c in text for c in _TICKED)


def chosen(text: str) -> str:
    """Keep the ticked options, joined by 、; nothing where none of several is ticked; any other text as it is."""
    if _MARKED.search(text) is None:
        return text
    plain = _EMPTY_BRACKETS.sub("□", _TICK_IN_BRACKETS.sub("☑", text))
    marks = _MARK.findall(plain)
    ticks = sum(mark not in _EMPTY for mark in marks)
    if not ticks:
        return "" if len(marks) > 1 else text
    parts = _MARK.split(plain)
    lead = parts[0].strip()
    if not lead or lead.endswith((":", "：")):
        options = list(zip(marks, parts[1:], strict=True))
    else:
        options = list(zip(marks, parts[:-1], strict=True))
    picked = [part for mark, part in options if mark not in _EMPTY]
    if len(marks) == ticks:  # the others are printed without a box
        at = 0 if not lead or lead.endswith((":", "：")) else -1
        picked = [_GAP.split(part.strip(_EDGES))[at] for part in picked]
    return "、".join(kept for part in picked if (kept := part.strip(_EDGES))) or text
