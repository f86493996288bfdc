"""Plain text of a cell: width and spaces folded, line breaks judged, placeholders recognised."""

import re
import tomllib
import unicodedata
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files

import opencc

from ingest.readers.grid import Raw
from ingest.values.repair import repaired

# NFKC would turn 10⁶ into 106, m² into m2, ① (a point of a list) into 1 and ℃ into °C.
_KEPT = re.compile("([²³¹⁰⁴-⁹⁺⁻ⁿ①-⑳℃℉]+)")
_SPELLED = {"㎡": "m²", "㎥": "m³", "″": '"'}
_BLANKS = re.compile(r"[ \t\f\v]+")
_SENTENCE_END = tuple("。;；!！?？:：.…")
_POINT = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．:：]|[①-⑳•·●■◆★※\-—])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WRAPPED_FROM = 15
_GOES_ON = re.compile(r"(?:[,，、]|(?<=[\u3400-\u9fff])[的和与及或在对将并把被])$")
_CONTINUES = re.compile(r"[,，、。;；)）]|的(?=[\u3400-\u9fff])")

_PLACEHOLDERS = frozenset(
    tomllib.loads((files("ingest.values") / "placeholders.toml").read_text(encoding="utf-8"))["words"]
)
_SAME_AS_ABOVE = frozenset({"同上", "〃", '"', "″", "''", "同前", "“", "”", "ditto"})
_STROKES = "-—–_=/\\ .·。…、*?×"
_WRAP = str.maketrans("", "", "()（）[]【】。 \t\n")


def cell_text(raw: Raw) -> str:
    """Write a cell as a reader of the sheet would: 1.0 is 1, a date is ISO."""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e18 else f"{raw:.15g}"
    if isinstance(raw, datetime):
        return (
            raw.date().isoformat() if (raw.hour, raw.minute, raw.second) == (0, 0, 0) else raw.isoformat(" ")
        )
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw) if not isinstance(raw, timedelta) else f"{raw.total_seconds() / 3600:g}小时"


def fold(text: str) -> str:
    """NFKC, except where it would change the meaning (superscripts, points of a list, degrees)."""
    if text.isascii():
        return text
    if unicodedata.is_normalized("NFKC", text):
        return text
    for sign, spelled in _SPELLED.items():  # on Chinese text quicker than str.translate
        text = text.replace(sign, spelled)
    if _KEPT.search(text) is None:
        return unicodedata.normalize("NFKC", text)
    parts = _KEPT.split(text)
    return "".join(p if i % 2 else unicodedata.normalize("NFKC", p) for i, p in enumerate(parts))


@lru_cache(4096)  # a row's cells are looked at twice: what kind of row it is, then what they say
def clean(text: str) -> str:
    """Fold a text, trim it, and keep the line breaks that separate paragraphs or points."""
    text = fold(repaired(text))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text:
        text = text.strip()
        return _BLANKS.sub(" ", text) if "  " in text or "\t" in text else text
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return _join_lines([line for line in lines if line])


def _join_lines(lines: list[str]) -> str:
    """Join lines that a page broke inside a sentence."""
    if not lines:
        return ""
    width = max(_WRAPPED_FROM, int(0.8 * max(map(len, lines))))
    joined = lines[0]
    last = len(lines[0])
    for line in lines[1:]:
        broken = bool(_GOES_ON.search(joined[-2:]) or _CONTINUES.match(line)) or (
            last >= width and bool(_HAN.match(joined[-1])) and bool(_HAN.match(line))
        )
        separate = joined.endswith(_SENTENCE_END) or _POINT.match(line) is not None or not broken
        joined += f"\n{line}" if separate else line
        last = len(line)
    return joined


def cell_lines(raw: Raw) -> str:
    """Write a cell whose line breaks separate values: none of them is joined."""
    if not isinstance(raw, str) or not ("\n" in raw or "\r" in raw):
        return cell_text(raw)
    return "\n".join(line for part in raw.splitlines() if (line := clean(part)))


def simplified(text: str) -> str:
    """Write traditional characters the simplified way, to compare; what a cell says stays as written."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    plain: str = _converter().convert(text)
    return plain


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> frozenset[str]:
    """List the characters that are not simplified: most texts have none and need no conversion."""
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    plain = _converter().convert("\n".join(characters)).split("\n")
    return frozenset(ch for ch, other in zip(characters, plain, strict=True) if ch != other)


@lru_cache(4096)
def is_placeholder(text: str) -> bool:
    """Tell a cell that says nothing: 面议, 无, —, 详见附件."""
    if len(text) > 12:
        return False
    folded = simplified(text.casefold())
    return folded in _PLACEHOLDERS or folded.translate(_WRAP) in _PLACEHOLDERS or not folded.strip(_STROKES)


def is_same_as_above(text: str) -> bool:
    """Tell a cell that repeats the one above: 同上, 〃."""
    return text in _SAME_AS_ABOVE
