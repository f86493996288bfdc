"""Cells with printed options, of which only the ticked ones count, and blanks left to be filled in."""

import re
from collections.abc import Mapping

_TICK, _BOX = "☑", "□"
_TICKS = str.maketrans(dict.fromkeys("☑☒✔✓✅🗹🗷🗸▣⊠", _TICK))
_BOXES = str.maketrans(dict.fromkeys("☐▢❏❑❒🗆🞎🞏◻⬜", _BOX))
_ROUND = str.maketrans({"●": _TICK, "◉": _TICK, "⊙": _TICK, "■": _TICK, "○": _BOX, "◯": _BOX})
_TICKED_BOX = re.compile(r"□[√☑]|[(（\[【] ?[√☑xX×] ?[)）\]】]")
_EMPTY_BRACKETS = re.compile(r"[(（][ \u3000]{0,8}[)）]|\[[ \u3000]{0,8}\]")
_MARK = re.compile(r"[☑□]")
_ANY_MARK = re.compile(r"[☑☒✔✓✅🗹🗷🗸▣⊠☐▢❏❑❒🗆🞎🞏◻⬜●◉⊙■○◯□√]|[(（\[][ \u3000]*[)）\]]")
"""What any marked text holds: a guard that spares most texts."""
_LOOSE_TICK = re.compile(r"[√☑]")
_TICK_BEFORE = re.compile(r"^√|[\s、，,；;]√[^\s、，,；;]")
_GAP = re.compile(r"[\s、，,；;/|]+")
_ROUND_ZERO = re.compile(r"(?<=[一二三四五六七八九])○|○(?=[一二三四五六七八九年])")
_NEXT_NUMBER = re.compile(r"[\s、，,；;]+[(（]?(?:\d{1,2}|[A-Za-z])[)）]?[.、．]?$")
_EDGES = " \t\u3000、，,；;。/|"
_INSTRUCTION = re.compile(r"^[(（]?(?:如|若|请|注[:：]|可多选|单选|多选)")
_UNDERSCORES = re.compile(r"[_＿]{2,}")
_PROMPT = re.compile(
    r"(?:请)?(?:单击|点击|点按)[^。\n]{0,16}(?:输入|选择|编辑)[^。\n]{0,8}。?|(?:请)?选择一?项?。?|请(?:输入|填写|填报|选择)[^。\n]{0,12}。?"
)
_BLANK = re.compile(
    r"(?:[\s\-—－~～:：/、，,；;。.()（）〔〕\[\]￥¥%]|人民币|个月|小写|大写|[至到从自起止共约第万亿元年月日号项个件人级])*"
)
_LONGEST_BLANK = 60


_NUMBERED = re.compile(r"(?:^|[\s,，;；、/(（])(\d{1,2})\s?[.．、:：\-=]\s?([^\d\s,，;；、/()（）]{2,16})")
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[、,，;；/]\s*\d{1,2})*")


def numbered_options(header: str) -> dict[str, str]:
    """Find the options that a header numbers: 成熟度（1.小试 2.中试 3.产业化）; {} where it numbers none."""
    found = dict(_NUMBERED.findall(header))
    return found if list(found) == [str(n + 1) for n in range(len(found))] and len(found) > 1 else {}


def option_named(text: str, options: Mapping[str, str]) -> str:
    """Write the options that a cell gives by their numbers; any other text as it is."""
    if not _NUMBERS.fullmatch(text):
        return text
    numbers = re.split(r"\s*[、,，;；/]\s*", text)
    return "、".join(options[n] for n in numbers) if all(n in options for n in numbers) else text


def chosen(text: str) -> str:
    """Give what an option cell says: the ticked options, 、 between them; other text as it is.

    A list of empty boxes says nothing: "". □转让 ☑许可 is 许可, 转让（√） 许可（ ） is 转让.
    """
    marked = _marked(text)
    if marked is None:
        return text
    if _BOX not in marked and _TICK not in marked:
        return text
    if _TICK not in marked and marked.count(_BOX) == 1 and len(text) > _LONGEST_BLANK:
        return text
    options = [option for line in marked.split("\n") for option in _of_line(line)]
    kept = [option for ticked, option in options if ticked]
    return "、".join(dict.fromkeys(kept)) if any(_TICK in line for line in marked.split("\n")) else ""


def _marked(text: str) -> str | None:
    """Write every mark as ☑ or □; None where none stands for an option."""
    if _ANY_MARK.search(text) is None:
        return None
    marked = text.translate(_TICKS).translate(_BOXES)
    if "○" in marked or "●" in marked or "■" in marked or "◯" in marked:
        rounded = _ROUND_ZERO.sub("〇", marked)
        signs = {sign for sign in "●■◉⊙○◯□" if sign in rounded}
        if signs & set("○◯□") and len(signs) >= 2:
            marked = rounded.translate(_ROUND)
    marked = _TICKED_BOX.sub(_TICK, marked)
    if _TICK in marked or len(_EMPTY_BRACKETS.findall(marked)) >= 2:
        marked = _EMPTY_BRACKETS.sub(_BOX, marked)
    if _MARK.search(marked):
        return marked.replace("√", _TICK) if _BOX in marked else marked
    return _loose(marked) if "√" in marked and marked.strip() != "√" else None


def _loose(text: str) -> str:
    """Mark the words that a tick stands beside: √转让 许可 入股."""
    text = text.strip()
    text = re.sub(r"√ +", "√", text) if _TICK_BEFORE.search(text) else re.sub(r" +√", "√", text)
    words = [word for word in _GAP.split(text) if word]
    if not any(_LOOSE_TICK.search(word) and len(word) > 1 for word in words):
        return text
    return " ".join(
        (_TICK if _LOOSE_TICK.search(word) else _BOX) + _LOOSE_TICK.sub("", word) for word in words
    )


def _of_line(line: str) -> list[tuple[bool, str]]:
    """Split a line into its options, ticked or not; a mark stands before its option, else after it."""
    line = line.strip()
    marks = list(_MARK.finditer(line))
    if not marks:
        aside = _INSTRUCTION.match(line) or line.endswith((":", "：")) or is_blank(line)
        return [] if aside else [(True, line)]
    before, after = line[: marks[0].start()].strip(), line[marks[-1].end() :].strip()
    if before and not before.endswith((":", "：")) and not after:
        starts = [0, *(mark.end() for mark in marks)]
        spans = [(mark, line[start : mark.start()]) for start, mark in zip(starts, marks, strict=False)]
    else:
        ends = [*(mark.start() for mark in marks[1:]), len(line)]
        spans = [(mark, line[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    return [(mark.group() == _TICK, text) for mark, option in spans if (text := _option(option))]


def _option(text: str) -> str:
    """Clean an option of drawn lines and of the number of the next."""
    return _NEXT_NUMBER.sub("", _UNDERSCORES.sub("", text)).strip(_EDGES).rstrip(":：").strip(_EDGES)


def is_blank(text: str) -> bool:
    """Tell a blank that nobody filled in: ____, 年 月 日, 单击此处输入文字."""
    bare = _UNDERSCORES.sub("", text).strip()
    return not bare or (
        len(bare) <= _LONGEST_BLANK
        and (_BLANK.fullmatch(bare) is not None or _PROMPT.fullmatch(bare) is not None)
    )


def without_blanks(text: str) -> str:
    """Take the drawn lines out of a text, and everything where nothing else was filled in."""
    return (
        ""
        if is_blank(text)
        else _UNDERSCORES.sub(" ", text).strip()
        if "__" in text or "＿" in text
        else text
    )


def offers_options(text: str) -> bool:
    """Tell a text that prints ticked and unticked boxes side by side."""
    marked = _marked(text)
    return marked is not None and _TICK in marked and _BOX in marked
