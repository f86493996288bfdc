"""A list of 50,000 rows into the graph, beside calamine and the bare driver; its growth, memory and next version."""

from dataclasses import asdict
from typing import Any

from bench.invented import COLUMNS
from bench.loading import CHANGED, OURS, PEER, Found, Load, growth, measure
from bench.measure import Spread, figures, ratio
from bench.report import Report, Table
from graph.store import BATCH

GOAL = 1.5
_NAMES = {OURS: "对接：读表、比对、建图、写入", PEER: "calamine 读全部单元格 + 裸驱动写同样的行"}


def run() -> Report:
    """Measure."""
    return report(measure())


def report(found: Found) -> Report:
    """Tell what was measured."""
    said = {
        "columns": len(COLUMNS),
        "rows_per_transaction": BATCH,
        "goal": GOAL,
        "loads": [_figures(load) for load in found.loads],
        "growth_exponent": {
            "seconds": round(growth(found.loads, lambda load: load.wall), 3),
            "processor_seconds": round(growth(found.loads, lambda load: load.processor), 3),
        },
        "processor_seconds_alone": {name: round(spent, 2) for name, spent in asdict(found.parts).items()},
        "next_version": {
            "seconds": round(found.again.wall, 2),
            "processor_seconds": round(found.again.processor, 2),
            "changes": dict(found.again.changes),
        },
        "peak_memory_mb": dict(found.memory),
    }
    return Report("ingest", "清单入图", said, [_loads(found), _next(found), _memory(found)])


def _figures(load: Load) -> dict[str, Any]:
    return {
        "rows": load.rows,
        "nodes": load.nodes,
        "relationships": load.links,
        "seconds": figures(load.wall),
        "processor_seconds": figures(load.processor),
        "ratio": asdict(ratio(load.wall, OURS, PEER)),
        "ratio_of_processor_seconds": asdict(ratio(load.processor, OURS, PEER)),
    }


def _loads(found: Found) -> Table:
    rows = [
        (
            f"{load.rows:,}",
            name,
            Spread.of(load.wall[who]).text(1),
            ratio(load.wall, who, PEER).text(),
            Spread.of(load.processor[who]).text(1),
            ratio(load.processor, who, PEER).text(),
        )
        for load in found.loads
        for who, name in _NAMES.items()
    ]
    last, parts = found.loads[-1], found.parts
    wall, spent = (
        growth(found.loads, lambda load: load.wall),
        growth(found.loads, lambda load: load.processor),
    )
    notes = (
        f"{last.rows:,} 行成为 {last.nodes:,} 个节点，{last.links:,} 条关系；同样的语句、同样的批次（每批 {BATCH:,} 行）、同一台服务，结果的节点数和关系数一致。",
        f"目标：用时之比不超过 {GOAL}。处理器秒含本程序、读表进程和服务端，受机器上其他程序的影响较小。",
        f"对接的增长指数（1 为成正比）：用时 {wall:.2f}，处理器秒 {spent:.2f}。",
        f"不连服务、单独测得的处理器秒：读表 {parts.read:.1f}，交给主进程 {parts.pickled:.1f} + {parts.unpickled:.1f}，建图 {parts.build:.1f}；建图与服务端写入同时进行。",
    )
    columns = ("行数", "写法", "用时，秒", "比值", "处理器秒", "比值")
    return Table(f"{len(COLUMNS)} 列 .xlsx → 图谱", columns, rows, notes)


def _next(found: Found) -> Table:
    again, first = found.again, found.loads[-1]
    rows = [
        (
            f"{again.wall:.1f}",
            f"{again.wall / Spread.of(first.wall[OURS]).median:.2f}",
            f"{again.processor:.1f}",
            f"{again.processor / Spread.of(first.processor[OURS]).median:.2f}",
        )
    ]
    changes = "，".join(f"{name} {count:,}" for name, count in again.changes.items())
    notes = (f"{CHANGED:.0%} 的行改了，{CHANGED:.0%} 的行没有了：{changes}。",)
    columns = ("用时，秒", "与第一次之比", "处理器秒", "与第一次之比")
    return Table(f"{first.rows:,} 行的新一版 → 图谱", columns, rows, notes)


def _memory(found: Found) -> Table:
    names = {"process": "对接：主进程", "worker": "对接：读表进程", "peer": _NAMES[PEER]}
    rows = [(names[name], f"{peak:,}") for name, peak in found.memory.items()]
    notes = ("在单独的进程里各测一次；对手的行由文件逐批取来，不全在内存里。服务端另计。",)
    return Table(f"{found.loads[-1].rows:,} 行：内存峰值", ("进程", "MB"), rows, notes)
