"""What a result has to say about the machine it was measured on; no names, no paths."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import psutil

from graph.server.jars import neo4j_version

_PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "bm25s",
    "faiss-cpu",
    "neo4j",
    "sentence-transformers",
    "torch",
)


def facts() -> dict[str, Any]:
    """Cores, memory, load (busy cores by other work show in it) and versions."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "load_1min_before": round(psutil.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "neo4j_server": neo4j_version(),
        "packages": {name: version(name) for name in _PACKAGES},
    }


def line(said: dict[str, Any]) -> str:
    """The same as one Chinese line."""
    return (
        f"{said['date']}；{said['cores']} 核，{said['memory_gb']} GB 内存，开始时系统负载 {said['load_1min_before']}；"
        f"{said['system']}，Python {said['python']}，Neo4j {said['neo4j_server']}，"
        + "，".join(f"{name} {number}" for name, number in said["packages"].items())
        + "。"
    )
