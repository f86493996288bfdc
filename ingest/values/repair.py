"""Damage that web pages, PDF copies, symbol fonts and spreadsheets leave in a text: mended, or told where it cannot be."""

import html
import re

_DAMAGE = re.compile(
    "&#?[A-Za-z0-9]{2,8};|<br|_x000|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc\ue000-\uf8ff]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_BREAK = re.compile(r"<br\s{0,3}/?>|_x000[dD]_\n?|[\x0b\x0c\u2028\u2029]", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc]")
_COMPARISON = re.compile("[\uf0a3\uf0b3](?=\\s?\\d)")
_SYMBOLS = {
    "\uf0a3": "□", "\uf0a8": "□", "\uf06f": "□", "\uf071": "□", "\uf0fe": "☑", "\uf052": "☑", "\uf0fc": "✓", "\uf0d6": "√",
    "\uf0b3": "≥", "\uf0b1": "±", "\uf0b4": "×", "\uf0b0": "°", "\uf06d": "μ", "\uf057": "Ω", "\uf061": "α", "\uf062": "β",
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0d8": "•", "\uf0a7": "•", "\uf075": "•",
    **{chr(0xF000 + code): chr(code) for code in range(0x20, 0x41)},
}  # fmt: skip
"""Glyphs of the fonts Symbol and Wingdings, as Word and PDF files hand them over."""
_GLYPH = re.compile("[\ue000-\uf8ff]")

_QUESTION = re.compile(r"如何|怎[样么]|是否|什么|哪|吗|呢|能否|可否|多少|为何|何时|几")
_HAN_END = re.compile(r"[\u3400-\u9fff]\?$")
_HALF = re.compile(
    r"(?:[,，、(（\[:：]|[的和与及或对为将并从由以于把被使该其]|通过|进行|具有|应用于|采用|能够|可以|以及|并且|由于|利用|根据|基于)$"
)
_FINISHED = tuple('。！!；;.…)）”"』】》')
_LIMITS = frozenset(n for limit in (100, 120, 140, 150, 200, 255, 300, 500, 1000) for n in (limit - 1, limit))
"""Lengths at which forms and databases cut a text."""
_LONG = 60


def repaired(text: str) -> str:
    """Undo what is certain: entities, lost line breaks, invisible characters, glyphs of symbol fonts."""
    if _DAMAGE.search(text) is None:
        return text
    text = _BREAK.sub("\n", _ENTITY.sub(_character, text))
    text = _COMPARISON.sub(lambda found: "≤" if found.group() == "\uf0a3" else "≥", text)
    return _GLYPH.sub(lambda glyph: _SYMBOLS.get(glyph.group(), ""), _INVISIBLE.sub("", text))


def _character(found: re.Match[str]) -> str:
    return html.unescape(found.group()).replace("\xa0", " ")


def looks_cut(text: str) -> bool:
    """Tell a text that was cut: a broken last character, half a sentence, or just the length of a limit."""
    text = text.rstrip()
    if "\ufffd" in text:
        return True
    if len(text) < _LONG:
        return bool(_HAN_END.search(text)) and len(text) > _LONG // 2 and not _QUESTION.search(text)
    if _HAN_END.search(text[-2:]):
        return not _QUESTION.search(text[-_LONG:])
    if text.endswith(_FINISHED):
        return False
    last = text[-_LONG:]
    opened = max(last.rfind("("), last.rfind("（")) > max(last.rfind(")"), last.rfind("）"))
    return opened or len(text) in _LIMITS or _HALF.search(text[-4:]) is not None


def said_twice(text: str) -> str | None:
    """Give the one text of a long text that was pasted twice, None for any other."""
    half = len(text) // 2
    if half < _LONG // 2 or text[:half] != text[-half:] or len(text) - 2 * half > 1:
        return None
    return text[:half]
