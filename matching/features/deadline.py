"""Demands that have closed."""

from matching.features.evaluation import Evaluation, Pair


def deadline(pair: Pair) -> Evaluation | None:
    """需求、场景的期限或榜单的揭榜截止日期是否已过；已过的退出排名，没过的不加分。"""
    closed = pair.context.closed(pair.demand.item)
    if closed is None:
        return None
    return Evaluation(0.0, f"期限已过（{closed}），请先确认是否仍有效", contradiction=True, gate=True)
