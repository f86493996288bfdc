"""What people said of the same pair before."""

from collections.abc import Sequence

from graph.model.judgements import Judgement, Reason, Verdict
from matching.features.evaluation import Evaluation, Pair

_VALUES = {Verdict.UNRELATED: 0.0, Verdict.FIELD: 0.35, Verdict.TALK: 0.8, Verdict.RECOMMEND: 1.0}
_SAYS_NOTHING = frozenset({Reason.DUPLICATE, Reason.UNREACHABLE, Reason.GONE})
"""Reasons that do not tell whether the two fit."""


def judged(pair: Pair) -> Evaluation | None:
    """以往对这一对的研判，每人只算最近一次。“太早期”在成果成熟度提高后不再算；“重复”“联系不上”不算；“需求已撤”提示先确认。"""
    gone = pair.demand.id in pair.context.gone
    said = pair.context.newest(pair.demand.id, pair.supply.id)
    if not said and not gone:
        return None
    counting = [judgement for judgement in said if _counts(judgement, pair)]
    value = sum(_VALUES[judgement.verdict] for judgement in counting) / len(counting) if counting else 0.5
    sentences = [f"以往研判：{_shown(counting)}"] if counting else []
    if gone:
        sentences.append("有人报告需求已撤，先确认是否仍有效")
    if not sentences:
        return None
    return Evaluation(min(value, 0.3) if gone else value, "；".join(sentences), contradiction=gone)


def _counts(judgement: Judgement, pair: Pair) -> bool:
    if judgement.reason is not Reason.EARLY:
        return judgement.reason not in _SAYS_NOTHING
    now = getattr(pair.supply.item, "maturity", None)
    return judgement.maturity is None or now is None or now.max <= judgement.maturity


def _shown(judgements: Sequence[Judgement]) -> str:
    parts = []
    for judgement in judgements:
        reason = f"，{judgement.reason.display_name}" if judgement.reason else ""
        parts.append(f"{judgement.verdict.display_name}（{judgement.at[:10]}{reason}）")
    return "、".join(parts)
