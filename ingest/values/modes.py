"""Wording of cooperation → vocabulary of modes and policy flags, by the editable table beside this module."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.model import Mode
from ingest.values.options import chosen


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Modes a text names, in its order, and the policies they fall under."""

    modes: tuple[Mode, ...]
    policy_flags: tuple[str, ...]


@cache
def _wordings() -> tuple[re.Pattern[str], dict[str, tuple[tuple[Mode, ...], str | None]]]:
    table = tomllib.loads((files("ingest.values") / "modes.toml").read_text(encoding="utf-8"))
    meanings = {
        word: (tuple(Mode(mode) for mode in entry["modes"]), entry.get("policy"))
        for entry in table["wording"]
        for word in entry["words"]
    }
    longest_first = sorted(meanings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), meanings


_REFUSED = re.compile(r"(?:不|不接受|不考虑|不愿|不愿意|无需|无意|拒绝|不含|不包括|除)(?:技术|专利|成果)?$")
_NEARBY = 8


@lru_cache(16384)
def parse_modes(text: str) -> Cooperation:
    """Read the modes of a cell; of a printed list of options only the ticked ones count, and none that is refused."""
    folded = re.sub(r"\s", "", chosen(text))
    pattern, wordings = _wordings()
    found = [
        wordings[m.group().casefold()]
        for m in pattern.finditer(folded)
        if not _REFUSED.search(folded, max(0, m.start() - _NEARBY), m.start())
    ]
    modes = dict.fromkeys(mode for named, _ in found for mode in named)
    return Cooperation(tuple(modes), tuple(dict.fromkeys(policy for _, policy in found if policy)))
