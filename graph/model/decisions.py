"""What people decided about what is one thing and what is two."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from graph.model.labels import Label


class Action(StrEnum):
    """What was decided."""

    MERGE = "merge"
    SPLIT = "split"
    DIFFERENT = "different"

    @property
    def display_name(self) -> str:
        """The name users read."""
        return {"merge": "合并", "split": "拆分", "different": "不是同一个"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, and whether it still holds.

    :param survivor: id of the node that stays; of two that are different, the first.
    :param absorbed: id of the node taken into it, split off from it, or different from it.
    :param at: ISO date and time (UTC).
    :param natural_id: for a split the id the row that was taken out has by itself; `source`: of which source.
    """

    id: str
    action: Action
    label: Label
    survivor: str
    absorbed: str
    survivor_name: str
    absorbed_name: str
    by: str
    at: str
    reason: str | None = None
    natural_id: str | None = None
    source: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nobody has undone it."""
        return self.undone_at is None

    def properties(self) -> dict[str, Any]:
        """The properties of its node; absent parts are left out."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return said | {"action": self.action.value, "label": self.label.value, "name": self.name}

    @property
    def name(self) -> str:
        """What was decided, in a few words."""
        return f"{self.action.display_name}：{self.survivor_name} / {self.absorbed_name}"


def decision_from(properties: Mapping[str, Any]) -> Decision:
    """Read a decision from its node."""
    names = Decision.__dataclass_fields__
    said = {name: value for name, value in properties.items() if name in names}
    return Decision(**said | {"action": Action(said["action"]), "label": Label(said["label"])})


def decision_id(action: Action, survivor: str, absorbed: str, at: str) -> str:
    """Identify a decision by what was decided and when: short enough to type."""
    key = f"{action}\x1f{survivor}\x1f{absorbed}\x1f{at}"
    return hashlib.blake2b(key.encode(), digest_size=4).hexdigest()
