"""How near two items are part by part. Shown with an explanation and not weighed: the score knows the full texts."""

import numpy as np

from matching.features.evaluation import Evaluation, Pair


def application(pair: Pair) -> Evaluation | None:
    """需求全文与成果应用方向的语义相近程度。"""
    return _cosine(pair, "full", "application", "需求与成果的应用方向")


def body(pair: Pair) -> Evaluation | None:
    """双方正文（需求说明与成果简介）的语义相近程度。"""
    return _cosine(pair, "body", "body", "双方正文")


def requirements(pair: Pair) -> Evaluation | None:
    """双方指标文字的语义相近程度；数值是否达到看技术指标。"""
    return _cosine(pair, "requirements", "requirements", "双方指标文字")


def _cosine(pair: Pair, wanted: str, offered: str, what: str) -> Evaluation | None:
    left, right = pair.demand.part_vectors.get(wanted), pair.supply.part_vectors.get(offered)
    if left is None or right is None:
        return None
    value = float(np.clip(left @ right, 0.0, 1.0))
    return Evaluation(value, f"{what}相近程度 {value:.2f}")
