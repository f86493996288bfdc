"""Features of a pair: each a pure function giving a value in [0, 1] with a sentence, or None for unknown.

The docstring of a feature is what users read about it.
"""

from collections.abc import Callable, Mapping

from matching.context import Context
from matching.features.budget import budget
from matching.features.chain import chain
from matching.features.deadline import deadline
from matching.features.evaluation import Evaluation, Pair, Prepared
from matching.features.field import field
from matching.features.indicators import indicators
from matching.features.ip import ip
from matching.features.judged import judged
from matching.features.maturity import maturity
from matching.features.modes import modes
from matching.features.region import region
from matching.features.semantics import application, body, requirements
from matching.features.sentences import sentences
from matching.features.team import team
from matching.features.terms import terms
from matching.features.ties import ties

Feature = Callable[[Pair], Evaluation | None]


def _by_name(*features: Feature) -> Mapping[str, Feature]:
    return {feature.__name__: feature for feature in features}


FEATURES = _by_name(
    terms, indicators, field, chain, maturity, modes, budget, region, ip, team, ties, judged, deadline
)
"""All features beside text relevance, in the order users read them."""

SHOWN = _by_name(sentences, application, body, requirements)
"""Similarities of parts of the texts, from 0 to 1: an explanation shows them, no score counts them."""

TITLES: Mapping[str, str] = {
    "terms": "共同术语",
    "indicators": "技术指标",
    "field": "技术领域",
    "chain": "产业链",
    "maturity": "成熟度",
    "modes": "合作方式",
    "budget": "预算与报价",
    "region": "地域",
    "ip": "知识产权",
    "team": "团队与证据",
    "ties": "双方联系",
    "judged": "以往研判",
    "deadline": "期限",
    "sentences": "逐句对应",
    "application": "应用方向",
    "body": "正文",
    "requirements": "指标文字",
}


__all__ = ["FEATURES", "SHOWN", "TITLES", "Context", "Evaluation", "Feature", "Pair", "Prepared"]
