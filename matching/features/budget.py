"""Money wanted against money at hand."""

from graph.model import Money
from matching.features.evaluation import Evaluation, Pair


def budget(pair: Pair) -> Evaluation | None:
    """需求方的预算或悬赏与成果的报价相比；面议不算，差额只提示、不剔除。"""
    money = getattr(pair.demand.item, "budget", None) or getattr(pair.demand.item, "bounty", None)
    price = getattr(pair.supply.item, "price", None)
    if not isinstance(money, Money) or not isinstance(price, Money) or money.currency != price.currency:
        return None
    have, ask = money.max or money.min, price.min or price.max
    if not have or not ask:
        return None
    shown = f"预算 {_amount(have)}，报价 {_amount(ask)}"
    if have >= ask:
        return Evaluation(1.0, f"{shown}，预算够用")
    return Evaluation(0.5 * have / ask, f"{shown}，差额需要商量")


def _amount(yuan: float) -> str:
    return f"{yuan / 1e8:g} 亿元" if yuan >= 1e8 else f"{yuan / 1e4:g} 万元"
