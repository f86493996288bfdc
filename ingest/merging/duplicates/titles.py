"""Whether two titles may name one thing. What tells things apart (numbers, models, opposites) must be the same."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import Levenshtein

from graph.model.ids import natural_key

MIN_SIMILARITY = 0.85
_SHORTEST = 6
"""Characters a title must have for a difference to be a slip."""

_LONGEST = 200
"""Characters of a title that are compared; a longer one is a text pasted into the wrong cell."""

_VERSION = re.compile(
    r"(?<![\da-z.])(?:v|ver|版本)?\.?\s?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})版?$", re.IGNORECASE
)
_PAPER = re.compile(
    r"(?:计算机软件著作权|软件著作权|发明专利|实用新型专利|专利|科技成果)?(?:登记)?证书$|软件著作权$"
)
_TAIL = re.compile(
    r"(?:的?(?:关键|共性|核心)?技术|的?(?:研究|研发|开发|应用|推广|示范|产业化)|项目|课题|需求|成果|与|及|和)$"
)
_VARIANTS = str.maketrans("桔黏", "橘粘")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴ甲乙丙丁戊己庚辛")
_OPPOSITES = frozenset(
    "高低大小上下左右内外前后正负阴阳东西南北春夏秋冬冷热干湿单双多男女新旧轻重长短厚薄快慢动静早晚公母雌雄有无非不未反"
)
_EMPTY_WORDS = re.compile(
    r"(?:关键|共性|核心|技术|研究|研发|开发|应用|推广|示范|产业化|项目|系统|装置|设备|方法|工艺|制备|一种|基于|面向|的|之|与|及|和|其|用|型|式)*"
)


@dataclass(frozen=True, slots=True)
class Core:
    """A title without what offices add to it; `version` is the number that was cut off its end."""

    text: str
    version: str | None


@lru_cache(200_000)
def core(title: str) -> Core:
    """Cut 证书, V1.0 and endings like 技术研究与应用 off a title; a title of nothing else stays."""
    text = unicodedata.normalize("NFKC", title[:_LONGEST]).strip().translate(_VARIANTS)
    text = _cut(_PAPER, text)
    version = None
    if (found := _VERSION.search(text)) and found.start() >= _SHORTEST:
        version, text = found["number"], text[: found.start()]
    text = _cut(_PAPER, natural_key(text))
    while (shorter := _cut(_TAIL, text)) != text:
        text = shorter
    return Core(text, version)


def _cut(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return text[: found.start()] if found and found.start() >= 4 else text


def similarity(one: Core, other: Core) -> float:
    """1 for one title in two spellings, at least `MIN_SIMILARITY` where they may be one, 0 where they are two."""
    if one.version and other.version and one.version != other.version:
        return 0.0
    if one.text == other.text:
        return 1.0
    if min(len(one.text), len(other.text)) < _SHORTEST:
        return 0.0
    alike = Levenshtein.normalized_similarity(one.text, other.text, score_cutoff=MIN_SIMILARITY)
    return 0.0 if alike and _told_apart(one.text, other.text) else alike


def _told_apart(one: str, other: str) -> bool:
    """Whether what differs names another thing: a number, a model, an opposite, another word."""
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        before, after = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if any(_tells(character) for character in before + after):
            return True
        words = not (_EMPTY_WORDS.fullmatch(before) and _EMPTY_WORDS.fullmatch(after))
        # One character may be a slip; another word is another thing.
        if before and after and words and max(len(before), len(after)) > 1:
            return True
    return False


def _tells(character: str) -> bool:
    return (
        character.isdigit()
        or character.isascii()
        or character in _NUMERALS
        or character in _OPPOSITES
        or "α" <= character <= "ω"
    )


def near_pairs(cores: Sequence[Core]) -> Iterator[tuple[int, int]]:
    """Places of titles that may be near each other, each pair once; no near pair is missed.

    Two texts that k slips set apart share all but 2k pairs of neighbouring characters; so of the 2k + 1 rarest
    pairs of each, one is common to both. Only titles that share such a pair are compared.
    """
    grams = [_grams(one.text) for one in cores]
    counts = Counter(chain.from_iterable(grams))
    holders: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(grams):
        slips = int(len(cores[place].text) / MIN_SIMILARITY * (1 - MIN_SIMILARITY))
        rare = sorted(own, key=lambda gram: (counts[gram], gram))[: 2 * slips + 1]
        near = {other for gram in rare for other in holders[gram]}
        yield from ((other, place) for other in sorted(near))
        for gram in rare:
            holders[gram].append(place)


def _grams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
