"""The texts the bundled model learns from, read from the data folder in a fixed order."""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from embeddings.words import normalise

ABSTRACTS = (
    "science-abstracts/abstracts",
    "science-abstracts/titles",
    "science-abstracts/title-abstract",
    "science-abstracts/keywords-abstract",
    "corpora/chinaxiv",
    "corpora/csl_title",
    "corpora/csl_fewclue",
    "corpora/csldcp_fewclue",
    "corpora/patents_bdci2022",
    "corpora/patents_lda_energy",
    "corpora/patents_chanemo_zh",
)
"""The files of papers and patents."""
_LISTS = ("judged-pairs/needs", "judged-pairs/achievements")
_TERM_DOMAINS = frozenset({"IT", "car", "food", "medical"})
_OPENING = re.compile(r"^(?:本发明|本申请|本实用新型|本公开|本文)?(?:公开|提供|涉及|提出|属于)?了?")
_CLAUSE_END = re.compile(r"[,，。;；:：]")
_MARKUP = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"[。;；.]")
_CLAUSE_LEAST, _CLAUSE_MOST = 14, 40
_SHORT_SENTENCE = 12
_LONG_TEXT = 300
_LEAST_PARAGRAPH = 80


def read_records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of one gzip JSON-lines file of the data folder; an absent file has none."""
    path = data / f"{name}.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def documents(data: Path) -> list[str]:
    """Return papers and patents, title and abstract joined, normalised, each once, in file order."""
    found: dict[str, None] = {}
    for name in ABSTRACTS:
        for record in read_records(data, name):
            text = normalise(f"{record.get('title') or ''} {record.get('abstract') or ''}")
            if text:
                found[text] = None
    return list(found)


def list_titles(data: Path) -> list[str]:
    """Return the titles of real needs and achievements, normalised, each once, sorted; none where absent."""
    found: set[str] = set()
    for name in _LISTS:
        path = data / f"{name}.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                found.update(normalise(json.loads(line)["title"]) for line in lines)
    return sorted(found - {""})


def pairs(
    data: Path, paragraphs: int, *, keep: Callable[[str], bool] = lambda _: True
) -> list[tuple[str, str]]:
    """Return (short text, long text) about one matter, sorted, each once.

    The short one is title, keywords or first sentence, the long one the abstract or its rest; beside them the
    titles of papers with `paragraphs` paragraphs of each body. The nearest thing to need and achievement that
    the corpora have. Only records whose key (`record_key`) passes `keep` are read.
    """
    found = set(_paragraph_pairs(data, paragraphs, keep)) if paragraphs else set()
    for name in ABSTRACTS:
        for record in read_records(data, name):
            abstract = _MARKUP.sub("", record.get("abstract") or "")
            short = record.get("title") or " ".join(record.get("keywords") or ())
            if not keep(record_key(record)):
                continue
            if not short:
                sentences = [part for part in _SENTENCE_END.split(abstract) if len(part) > _SHORT_SENTENCE]
                short, abstract = "".join(sentences[:1]), "。".join(sentences[1:])
            if len(short) > 3 and len(abstract) > 20:
                found.add((normalise(short), normalise(abstract)[:_LONG_TEXT]))
    return sorted(found)


def record_key(record: Mapping[str, Any]) -> str:
    """Return what tells abstracts apart: the corpora overlap, and one abstract may stand in several files."""
    return normalise(_MARKUP.sub("", record.get("abstract") or ""))[:60]


def _paragraph_pairs(data: Path, count: int, keep: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    lot = random.Random(0)  # noqa: S311  a fixed choice, not a secret
    kept = {record["id"]: keep(record_key(record)) for record in read_records(data, "corpora/chinaxiv")}
    for record in read_records(data, "corpora/chinaxiv_body"):
        texts = [part["text"] for part in record["paragraphs"] if len(part["text"]) > _LEAST_PARAGRAPH]
        for text in lot.sample(texts, min(count, len(texts))):
            if kept.get(record["id"], True):
                yield normalise(record["title"]), normalise(text)[:_LONG_TEXT]


def short_texts(data: Path, terms: int) -> list[str]:
    """Return what the teacher reads: titles, opening clauses, and `terms` terms and class names by lot.

    Each once, in an order that is random but always the same.
    """
    names = sorted({text.strip() for text in _terms(data) if len(text.strip()) > 1})
    _shuffle(names)
    chosen = {text.strip() for text in _titles(data)}
    chosen.update([name for name in names if len(name) > 2][:terms])
    texts = sorted(text for text in chosen if len(text) > 1)
    _shuffle(texts)
    return texts


def _shuffle(texts: list[str]) -> None:
    random.Random(0).shuffle(texts)  # noqa: S311  a fixed order, not a secret


def _titles(data: Path) -> Iterator[str]:
    for name in ABSTRACTS:
        for record in read_records(data, name):
            keywords = record.get("keywords") or []
            yield record.get("title") or ("" if keywords else opening_clause(record.get("abstract") or ""))
            yield " ".join(keywords[:4])


def _terms(data: Path) -> Iterator[str]:
    for name in ABSTRACTS:
        for record in read_records(data, name):
            yield from record.get("keywords") or []
    for record in read_records(data, "corpora/ipc_zh_2026"):
        yield record["title"].split("；")[0].split("（")[0][:_CLAUSE_MOST]
    for record in read_records(data, "corpora/gbt4754_2017"):
        yield record["name"]
    for record in read_records(data, "corpora/thuocl_terms"):
        if record["domain"] in _TERM_DOMAINS:
            yield record["term"]


def opening_clause(abstract: str) -> str:
    """Return the first 14 to 40 characters up to a punctuation mark, without the set phrases of patents."""
    clause = ""
    for part in _CLAUSE_END.split(_OPENING.sub("", _MARKUP.sub("", abstract))):
        clause += part
        if len(clause) >= _CLAUSE_LEAST:
            break
    return clause[:_CLAUSE_MOST]
