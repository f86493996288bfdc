"""Distillation: the vector of each n-gram such that their weighted sum is nearest to the teacher's vector."""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse

from embeddings.ngrams import NgramVocabulary

_RIDGE = 0.1
_STEPS = 25


def bag_matrix(
    vocabulary: NgramVocabulary, weights: NDArray[np.float32], texts: list[str]
) -> sparse.csr_array:
    """Return the bags of all texts as rows of unit length, [texts, n-grams], each n-gram times its weight."""
    rows, counts, offsets = vocabulary.bags(texts)
    values: NDArray[np.float32] = counts * weights[rows]
    pointers = np.append(offsets, len(rows))
    squares = np.concatenate(([0.0], np.cumsum(values.astype(np.float64) ** 2)))
    lengths = np.sqrt(np.maximum(squares[pointers[1:]] - squares[pointers[:-1]], 1e-18))
    values /= np.repeat(lengths, np.diff(pointers)).astype(np.float32)
    return sparse.csr_array((values, rows, pointers), shape=(len(texts), len(vocabulary.ngrams)))


def soft_whitened(vectors: NDArray[np.float32], dimension: int, power: float) -> NDArray[np.float32]:
    """Centre, keep the first principal components, divide each by its deviation to `power`; unit rows.

    e5 vectors fill a narrow cone and a few directions hold most of the variance. Evening them out makes
    cosines tell texts apart.
    """
    centred = torch.from_numpy(vectors - vectors.mean(axis=0))
    variances, basis = torch.linalg.eigh(centred.T @ centred / len(vectors))
    variances, basis = variances.flip(0)[:dimension], basis.flip(1)[:, :dimension]
    projected = centred @ basis / variances.sqrt() ** power
    unit: NDArray[np.float32] = torch.nn.functional.normalize(projected, dim=1).numpy()
    return unit


def ridge(bags: sparse.csr_array, targets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the table [n-grams, dimension] that minimises |bags @ table - targets|² + 0.1 |table|².

    Conjugate gradients, one column beside the other (Hestenes and Stiefel 1952); stopping early regularises.
    """
    transposed = bags.T.tocsr()
    residual = transposed @ targets
    table = np.zeros_like(residual)
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(_STEPS):
        image = transposed @ (bags @ direction) + _RIDGE * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        table += step * direction
        residual -= step * image
        previous, size = size, (residual**2).sum(axis=0)
        direction = residual + size / np.maximum(previous, 1e-12) * direction
    return table.astype(np.float32)
