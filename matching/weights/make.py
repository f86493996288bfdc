"""Make the shipped weights from a folder of judged pairs.

    python -m matching.weights.make JUDGED_FOLDER > matching/weights/weights-2.json

The folder holds `needs.jsonl`, `achievements.jsonl` and `judgements.csv`. Relevance is learned; evidence and the
bounds of the bands stay as they stand in the shipped file, set by hand. What is printed on stderr is
cross-validated by need.
"""

import sys
from dataclasses import replace
from pathlib import Path

from embeddings.background import Background
from embeddings.encoder import open_encoder
from matching.features import Context
from matching.index import straight
from matching.judged import Judged, Lists
from matching.learn import blank, learn
from matching.market import Matcher
from matching.validation import counted, cross_validated, figures
from matching.weights import Weights


def shipped(judged: Judged, hand_set: Weights) -> Weights:
    """Learn the shipped weights: relevance from judged pairs alone, evidence and bands as set by hand."""
    nothing = blank(hand_set)
    found = learn(judged, nothing, own=1.0)
    bands = counted(hand_set.bands, cross_validated(judged, nothing, own=1.0), judged.levels)
    return replace(found, evidence=hand_set.evidence, bands=bands)


def main(folder: Path) -> None:
    """Print the weights as JSON on stdout and the cross-validated figures on stderr."""
    encoder = open_encoder()
    matcher = Matcher(straight(encoder), Background.load(), Weights.load(), Context(""), encoder=encoder.name)
    judged = Lists.read(folder).judged(matcher)
    found = shipped(judged, Weights.load())
    said = figures(judged, cross_validated(judged, blank(found), own=1.0))
    sys.stderr.write(
        f"{len(set(judged.needs))} needs, {len(judged)} pairs, by need: nDCG@10 {said.ndcg:.4f}, AUC {said.auc:.4f}\n"
    )
    sys.stdout.write(found.to_json())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
