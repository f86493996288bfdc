"""The one place where text becomes tokens: normal form, words, character n-grams.

rjieba (Rust) where the platform has a wheel, jieba (Python, same dictionary) elsewhere. Both only ever
see runs of Chinese characters; runs of letters and digits are cut here, so the two agree on them.
"""

import re
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

#: Store it beside every lexical index: a change of tokens silently changes every score.
WORDS_VERSION = "words-1"

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003347f"
_ASCII = r"[a-z0-9]+(?:[-+./][a-z0-9]+)*\+*"
_TOKEN_RUN = re.compile(rf"[{_HAN}]+|{_ASCII}|[^\W_{_HAN}]+")
_GRAM_RUN = re.compile(r"[^\W_]+")
_HAN_RUN = re.compile(rf"[{_HAN}]+")


def normalise(text: str) -> str:
    """Return the form that is compared: NFKC, case folded, each run of white space as one blank."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words(text: str) -> list[str]:
    """Return the content words of a text in order, normalised; stop words and single Han are left out."""
    return words_of_normalised(normalise(text))


def words_of_normalised(text: str) -> list[str]:
    """Return the same of a text that is in normal form already."""
    cut, stop = _segmenter(), stop_words()
    found: list[str] = []
    for run in _TOKEN_RUN.findall(text):
        if _HAN_RUN.fullmatch(run):
            found += [word for word in cut(run) if len(word) > 1 and word not in stop]
        else:
            found.append(run)
    return found


def character_ngrams(text: str, sizes: Sequence[int]) -> list[str]:
    """Return all overlapping n-grams of the given sizes; none reaches across a blank or punctuation."""
    return [
        run[start : start + size]
        for run in _GRAM_RUN.findall(normalise(text))
        for size in sizes
        for start in range(len(run) - size + 1)
    ]


@cache
def stop_words() -> frozenset[str]:
    """Return the function words and the words that lists and patents say of everything."""
    lines = (Path(__file__).parent / "stop-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """Return the segmenter of this platform; its dictionary is read at the first call."""
    return rjieba_segmenter() or jieba_segmenter()


def rjieba_segmenter() -> Callable[[str], list[str]] | None:
    """Return the Rust segmenter, or None on platforms without a wheel (loongarch64 and other new ones)."""
    try:
        import rjieba  # noqa: PLC0415
    except ImportError:
        return None
    cut: Callable[[str], list[str]] = rjieba.Jieba().cut
    return cut


def jieba_segmenter() -> Callable[[str], list[str]]:
    """Return the pure Python segmenter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: old escape sequences, pkg_resources
        import jieba  # noqa: PLC0415
    jieba.setLogLevel("WARNING")
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut
