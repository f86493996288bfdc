"""What the supply gives as proof that its team can deliver: counted, never names or titles."""

import re
from functools import lru_cache

from graph.model import Achievement, Ip
from matching.features.evaluation import Evaluation, Pair

_SEVERAL = 3
"""People who completed it from which they are a team."""
_STEP = 0.08
_NOT_YET = re.compile(r"^(?:尚?未|无|暂无|没有|否)")


def team(pair: Pair) -> Evaluation | None:
    """成果写明的团队与工程证据有几样：团队人数、转化情况、证明材料、效益、授权知识产权。只数证据，不看头衔、单位名气和院校层次。"""
    supply = pair.supply.item
    if not isinstance(supply, Achievement):
        return None
    return _said(len(supply.people), (supply.status, supply.evidence, supply.benefit), supply.ip)


@lru_cache(65536)
def _said(people: int, texts: tuple[str | None, ...], ip: tuple[Ip, ...]) -> Evaluation | None:
    found = [f"团队 {people} 人"] if people >= _SEVERAL else []
    named = zip(("转化情况", "证明材料", "效益"), texts, strict=True)
    found += [name for name, text in named if text and not _NOT_YET.match(text)]
    if any(right.status == "granted" for right in ip):
        found.append("授权知识产权")
    if not found:
        return None
    return Evaluation(0.5 + _STEP * len(found), f"团队与工程证据：{'、'.join(found)}")
