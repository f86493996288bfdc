"""Ten thousand damaged and hostile files through the reader: nothing may crash, hang or lose a row."""

import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.report import Report, Table
from ingest.readers import FileProblem
from ingest.received import received
from ingest.records import parse
from ingest.worker import Worker
from tests.corpus.files import write_all
from tests.corpus.mutants import Mutant, bombs, mutants
from tests.corpus.written import ListFile

COUNT = 10_000
SECONDS = 30.0
MEMORY = 2 * 2**30
_SLOW = 5.0
_LARGEST = 300_000

READ, REFUSED = "read", "refused"
TOO_SLOW, ENDED, UNFORESEEN = "too slow", "process ended", "unforeseen"
_SAID = (("仍未完成", TOO_SLOW), ("意外中止", ENDED), ("读取时出错", UNFORESEEN))
_TITLES = {
    READ: "读出（读取 = 接受 + 拒绝 + 重复）",
    REFUSED: "说明原因后拒绝整个文件",
    ENDED: "读取进程中止（内存上限），其余文件不受影响",
    TOO_SLOW: "超过时限",
    UNFORESEEN: "没有预料到的错误",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: one of the outcomes above, rows read and accepted, seconds, what was said."""

    mutant: Mutant
    outcome: str
    read: int = 0
    accepted: int = 0
    seconds: float = 0.0
    said: str = ""


def outcomes(changed: Iterable[Mutant], *, seconds: float = SECONDS) -> Iterator[Outcome]:
    """Read every mutant in one worker, as a folder of lists would be read."""
    with tempfile.TemporaryDirectory() as folder, Worker(seconds=seconds, memory=MEMORY) as worker:
        for mutant in changed:
            file = Path(folder) / Path(mutant.name).name
            file.write_bytes(mutant.content)
            yield _outcome(mutant, file, worker)
            file.unlink()


def _outcome(mutant: Mutant, file: Path, worker: Worker) -> Outcome:
    begun = time.perf_counter()
    read = accepted = 0
    with received([file]) as files:
        for given in files:
            try:
                if given.problem:
                    raise given.problem
                parsed = worker.call(parse, given.path, name=given.name)
            except FileProblem as problem:
                outcome = next((said for words, said in _SAID if words in problem.problem), REFUSED)
                if outcome != REFUSED or len(files) == 1:
                    taken = time.perf_counter() - begun
                    return Outcome(mutant, outcome, seconds=taken, said=problem.problem)
                continue
            read += parsed.read
            accepted += len(parsed.rows)
            if parsed.read != len(parsed.rows) + len(parsed.errors) + len(parsed.duplicates):
                return Outcome(mutant, UNFORESEEN, said="读取 ≠ 接受 + 拒绝 + 重复")
    return Outcome(mutant, READ, read, accepted, time.perf_counter() - begun)


def lists(corpus: Iterable[ListFile]) -> list[tuple[str, bytes]]:
    """Give what mutants are made of: names and contents of the files that are not large."""
    paths = [file.path for file in corpus]
    return [(path.name, path.read_bytes()) for path in paths if path.stat().st_size <= _LARGEST]


def run(count: int = COUNT, seed: int = 0) -> Report:
    """Read the mutants of the corpus, and bombs made of its zipped files."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        originals = lists(write_all(Path(folder), seed))
    found: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    slow: list[float] = []
    bad: list[Outcome] = []
    rows = 0

    def changed() -> Iterator[Mutant]:
        yield from bombs(_one_of_each(originals), seed)
        yield from mutants(originals, count, seed)

    for outcome in outcomes(changed()):
        found[outcome.outcome] += 1
        ways[outcome.mutant.how] += 1
        rows += outcome.read
        slow.append(outcome.seconds)
        if outcome.outcome in {TOO_SLOW, UNFORESEEN, ENDED}:
            bad.append(outcome)
    slow.sort()
    figures = {
        "mutants": sum(found.values()),
        "originals": len(originals),
        "outcomes": dict(found),
        "ways": dict(ways),
        "rows_read": rows,
        "seconds": round(time.perf_counter() - begun, 1),
        "slowest_s": round(slow[-1], 2),
        "p99_s": round(slow[int(0.99 * len(slow))], 2),
        "longer_than_5_s": sum(s > _SLOW for s in slow),
        "bad": [f"{o.mutant.name} / {o.mutant.how}: {o.said}" for o in bad[:50]],
    }
    return Report("mutations", "损坏与恶意文件", figures, _tables(figures))


def _one_of_each(originals: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return list({Path(name).suffix: (name, content) for name, content in originals}.values())


def _tables(figures: dict[str, object]) -> list[Table]:
    found = figures["outcomes"]
    assert isinstance(found, dict)
    rows = [(title, str(found.get(name, 0))) for name, title in _TITLES.items()]
    notes = (
        f"{figures['originals']} 份各种格式的清单改出 {figures['mutants']} 个文件。",
        "改法：翻转字节、截断、删改片段、炸弹、深层嵌套、超大行列号、实体膨胀、循环引用、公式与超长文字。",
        f"每个文件限 {SECONDS:g} 秒、{MEMORY / 2**30:g} GB；最慢 {figures['slowest_s']} 秒，99% 在 {figures['p99_s']} 秒以内。",
    )
    return [Table("结果", ("结局", "文件数"), rows, notes)]
