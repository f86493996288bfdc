"""How well lists are read: precision, recall and F1 against the ground truth of the corpus in `tests/corpus`.

There is no peer that reads such lists into these fields; the bar is the project's own: F1 0.97, no amount or
unit wrong, 99 % of headers found.
"""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.report import Report, Table
from tests.corpus.files import write_all
from tests.corpus.reading import scored
from tests.corpus.score import Miss, Score, Tally

PARTS = {"format": "格式", "kind": "类别", "field": "字段"}
WORST = 30
TALLY_COLUMNS = ("精确率", "召回率", "F1", "对", "错", "漏")


def run() -> Report:
    """Write the corpus, read it, score it."""
    with tempfile.TemporaryDirectory() as folder:
        files = write_all(Path(folder))
        started = time.perf_counter()
        score = scored(files)
        return report(score, time.perf_counter() - started)


def report(score: Score, seconds: float) -> Report:
    """Tell a score."""
    return Report(
        "reading",
        "清单读取质量",
        {
            "files": score.files,
            "records": score.records,
            "seconds": round(seconds, 1),
            "overall": _figures(score.overall),
            "headers": {"all": score.headers, "found": score.headers_found},
            "amount_errors": [_miss(miss) for miss in score.amount_errors],
            "wrong_counts": score.wrong_counts,
            "crashes": score.crashes,
            **{part: {name: _figures(tally) for name, tally in score.by[part].items()} for part in PARTS},
            "worst": [_miss(miss) | {"count": count} for _, count, miss in score.worst(WORST)],
        },
        [_overall(score), *(_by(score, part) for part in PARTS), _worst(score)],
    )


def _overall(score: Score) -> Table:
    rows = [
        ("逐字段", *_row(score.overall)),
        ("表头", "", f"{score.headers_found / max(score.headers, 1):.3f}", "", str(score.headers_found), "",
         str(score.headers - score.headers_found)),
    ]  # fmt: skip
    notes = (
        f"{score.files} 份文件，{score.records:,} 条记录，均由真值生成；漏：真值确定而读作未知或读错；错：读出的值不对。",
        f"金额或单位读错 {len(score.amount_errors)} 处；读入 = 接收 + 拒收 + 重复 不符的文件 {len(score.wrong_counts)} 份。",
    )
    return Table("总计", ("项目", *TALLY_COLUMNS), rows, notes)


def _by(score: Score, part: str) -> Table:
    tallies: Mapping[str, Tally] = score.by[part]
    rows = [(name, *_row(tally)) for name, tally in sorted(tallies.items(), key=lambda item: item[1].f1)]
    return Table(f"按{PARTS[part]}", (PARTS[part], *TALLY_COLUMNS), rows)


def _worst(score: Score) -> Table:
    rows = [
        (
            str(count),
            miss.file,
            f"{miss.sheet} {miss.row}",
            f"{miss.kind}.{miss.field}",
            _short(miss.expected),
            _short(miss.got),
        )
        for _, count, miss in score.worst(WORST)
    ]
    return Table("最多的差错（每类一例）", ("次数", "文件", "位置", "字段", "应为", "读作"), rows)


def _row(tally: Tally) -> tuple[str, ...]:
    shares = (f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1))
    return (*shares, *map(str, (tally.right, tally.wrong, tally.missed)))


def _figures(tally: Tally) -> dict[str, Any]:
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    counts = {"right": tally.right, "wrong": tally.wrong, "missed": tally.missed}
    return {name: round(share, 4) for name, share in shares.items()} | counts


def _miss(miss: Miss) -> dict[str, Any]:
    place = {"file": miss.file, "sheet": miss.sheet, "row": miss.row, "kind": miss.kind, "field": miss.field}
    return place | {"cell": miss.shown, "expected": str(miss.expected), "got": str(miss.got)}


def _short(value: object) -> str:
    told = " ".join(str(value).split()).replace("|", "／")
    return told if len(told) <= 60 else f"{told[:60]}…"
