"""Why two items fit: in a few sentences for every match, in full for one pair."""

from matching.explain.explanation import Explanation
from matching.explain.pair import explain_pair
from matching.explain.reasons import ASKED, reasons

__all__ = ["ASKED", "Explanation", "explain_pair", "reasons"]
