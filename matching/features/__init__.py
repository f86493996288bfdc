"""Features of a pair: each a pure function giving a value in [0, 1] with a sentence, or None for unknown.

The docstring of a feature is what users read about it.
"""

from collections.abc import Callable, Mapping

from matching.context import Context
from matching.features.evaluation import Evaluation, Pair, Prepared
from matching.features.facts import alumni, budget, chain, deadline, field, maturity, modes, region
from matching.features.indicators import indicators
from matching.features.terms import terms

Feature = Callable[[Pair], Evaluation | None]

FEATURES: Mapping[str, Feature] = {
    feature.__name__: feature
    for feature in (terms, indicators, field, chain, maturity, modes, budget, region, alumni, deadline)
}
"""All features beside text relevance, in the order users read them."""

TITLES: Mapping[str, str] = {
    "terms": "共同术语",
    "indicators": "技术指标",
    "field": "技术领域",
    "chain": "产业链",
    "maturity": "成熟度",
    "modes": "合作方式",
    "budget": "预算与报价",
    "region": "地域",
    "alumni": "校友关系",
    "deadline": "期限",
}


__all__ = ["FEATURES", "TITLES", "Context", "Evaluation", "Feature", "Pair", "Prepared"]
