"""`python -m bench [quality|speed|ingest|scale|reading|mutations|search|encoder] [--out FILE]`: measure, write the result."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bench import ingest, mutations, quality, reading, scale, search, speed
from bench.report import Report

RESULTS = Path(__file__).parent / "results"


def _encoder(judged: Path) -> Report | None:
    from bench import encoder  # noqa: PLC0415  needs torch and the corpora beside the judged pairs

    return encoder.run(judged)


BENCHES: dict[str, Callable[[Path], Report | None]] = {
    "quality": quality.run,
    "speed": lambda _: speed.run(),
    "ingest": lambda _: ingest.run(),
    "scale": lambda _: scale.run(),
    "reading": lambda _: reading.run(),
    "mutations": lambda _: mutations.run(),
    "search": lambda _: search.run(),
    "encoder": _encoder,
}
UNASKED = [name for name in BENCHES if name != "encoder"]
"""What runs where nothing is named; training a dozen encoders does not."""


def main() -> None:
    """Run one bench, or all of them."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="测量质量与速度，各与同类做法同场比较。"
    )
    parser.add_argument("bench", nargs="?", choices=list(BENCHES), help="测哪一项；不写则全部")
    parser.add_argument(
        "judged",
        nargs="?",
        type=Path,
        default=quality.JUDGED_FOLDER,
        help="研判对子所在文件夹（quality、encoder 用）",
    )
    parser.add_argument("--out", type=Path, help="结果 JSON 写到哪里（旁边另有同名 .md）；测全部时不用")
    parser.add_argument("--items", type=int, default=search.ITEMS, help="在多少条里搜（search 用）")
    asked = parser.parse_args()
    if asked.out and not asked.bench:
        parser.error("--out 只能与单项一起用")
    benches = BENCHES | {"search": lambda _: search.run(asked.items)}
    for name in [asked.bench] if asked.bench else UNASKED:
        report = benches[name](asked.judged)
        if report is None:
            print(f"跳过 {name}：没有 {asked.judged}（研判对子不随项目发布）。")
            continue
        file = asked.out or RESULTS / f"{name}.json"
        report.write(file)
        print(report.markdown())


if __name__ == "__main__":
    main()
