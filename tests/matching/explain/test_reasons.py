"""Sentences for every match."""

from matching.explain import reasons
from matching.features import Evaluation
from matching.score import Score


def said(relevance: float, **evaluations: Evaluation) -> list[str]:
    return reasons(Score(relevance, relevance, relevance, (0.0,) * 5, evaluations))


def test_support_first_then_warnings_then_what_is_unknown() -> None:
    found = said(
        0.7,
        terms=Evaluation(0.1, "双方都提到：电解液"),
        modes=Evaluation(0.1, "合作方式不同", contradiction=True),
        budget=Evaluation(1.0, "预算够用"),
    )
    assert found == [
        "内容高度相关（文本相关度 0.70）",
        "双方都提到：电解液",
        "预算够用",
        "注意：合作方式不同",
        "未说明：成熟度、技术指标",
    ]
