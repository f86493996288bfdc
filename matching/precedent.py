"""What judged pairs say of pairs like them.

A pair speaks for another where both ends are alike, which is so when a need is posted again: the kernel of two
pairs is the product of the cosines of their demands and of their supplies. Kernel ridge regression of what
relevance left unexplained is a bilinear form of both dense vectors, and a few directions hold nearly all of it.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import LinearOperator, lsmr

Numbers = NDArray[np.float64]
Vectors = NDArray[np.float32]

RANK = 16
RIDGE = 3.0
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Precedent:
    """Directions of demands and of supplies; the value of a pair is the dot product of both projections.

    :param encoder: whose vectors they apply to.
    :param demand: float32 [dimension, RANK], little-endian, in base 64; `supply` likewise.
    """

    encoder: str
    demand: str
    supply: str

    @property
    def directions(self) -> tuple[Vectors, Vectors]:
        """Both as arrays."""
        return _decoded(self.demand), _decoded(self.supply)

    def values(self, demand: Vectors, supply: Vectors) -> Numbers:
        """Value of each pair of vectors (demand[k], supply[k]) in levels, [n]."""
        left, right = self.directions
        found: Numbers = np.einsum("nr,nr->n", demand @ left, supply @ right).astype(np.float64)
        return found


@cache
def _decoded(text: str) -> Vectors:
    return np.frombuffer(base64.b64decode(text), dtype="<f4").reshape(-1, RANK).astype(np.float32)


def _encoded(directions: Numbers) -> str:
    return base64.b64encode(directions.astype("<f4").tobytes()).decode()


def precedent(
    encoder: str,
    pairs: tuple[Vectors, Vectors],
    left_over: Numbers,
    needs: Sequence[str],
    before: Precedent | None = None,
) -> Precedent | None:
    """Learn from judged pairs; what was learned before is added.

    :param pairs: vectors of the demand and of the supply of each, [n, dimension].
    :param left_over: what is left of each level, centred within each need.
    """
    form = _form(*pairs, left_over, needs)
    if not form.any():
        return before
    if before:
        first, second = before.directions
        form += first.astype(np.float64) @ second.T
    left, sizes, right = np.linalg.svd(form)
    root = np.sqrt(sizes[:RANK])
    # The sign of a singular vector is anybody's choice: the largest entry is made positive.
    sign = np.sign(left[np.abs(left[:, :RANK]).argmax(axis=0), np.arange(min(RANK, len(sizes)))])
    directions = (np.zeros((len(form), RANK)), np.zeros((len(form), RANK)))
    directions[0][:, : len(root)] = left[:, :RANK] * root * sign
    directions[1][:, : len(root)] = right[:RANK].T * root * sign
    return Precedent(encoder, _encoded(directions[0]), _encoded(directions[1]))


def _form(demand: Vectors, supply: Vectors, left_over: Numbers, needs: Sequence[str]) -> Numbers:
    """The bilinear form [dimension, dimension]: least squares with a penalty, within needs."""
    dimension = demand.shape[1]
    if not len(needs):
        return np.zeros((dimension, dimension))
    _, place = np.unique(np.array(needs), return_inverse=True)
    count = np.bincount(place)

    def centred(values: Numbers) -> Numbers:
        found: Numbers = values - (np.bincount(place, values) / count)[place]
        return found

    def forward(form: Numbers) -> Numbers:
        return centred(np.einsum("nd,nd->n", demand @ form.reshape(dimension, dimension), supply))

    def backward(values: Numbers) -> Numbers:
        found: Numbers = ((demand * centred(values)[:, None]).T @ supply).ravel()
        return found

    shape = (len(needs), dimension * dimension)
    operator = LinearOperator(shape, matvec=forward, rmatvec=backward, dtype=np.float64)
    found: Numbers = lsmr(operator, left_over, damp=np.sqrt(RIDGE), atol=1e-8, btol=1e-8, maxiter=_STEPS)[0]
    return found.reshape(dimension, dimension)
