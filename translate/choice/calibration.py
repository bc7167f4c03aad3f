"""How likely a translation is a good one: logistic regression on what the search tells of it. Knows no model.

"Good" means a sentence chrF of at least 60 against a reference; fitted on held-out pairs, checked on a test set.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from shared.decoding.hypothesis import Hypothesis
from translate.choice.guard import copied_share

GOOD_CHRF = 60.0

FloatArray = npt.NDArray[np.float64]

_NEWTON_STEPS = 50
# Keeps the weights of a small sample, and of a language seen in a few sentences only, from running away.
_RIDGE = 1e-2
_BINS = 15


@dataclass(frozen=True)
class Evidence:
    """What a search tells of a translation.

    Args:
        mean_log_prob: of its tokens.
        log_prob: of all of it.
        score: the ranker's.
        margin: how far the next one's score lies below.
        source_tokens: the length of the source.
        copied: the share of the source's words that stand in the translation as they are.
        tokens_a_letter: of the translation; what is not in the vocabulary as a word is spelled, and often not a word.
    """

    mean_log_prob: float
    log_prob: float
    score: float
    margin: float
    source_tokens: int
    copied: float = 0.0
    tokens_a_letter: float = 0.0

    @classmethod
    def of(cls, ranked: Sequence[Hypothesis], source_tokens: int, source: str = "", translation: str = "") -> Self:
        """What speaks for the first of these hypotheses, which is the translation of a source."""
        best = ranked[0]
        margin = best.score - ranked[1].score if len(ranked) > 1 else 1.0
        mean = best.log_prob / (len(best.token_ids) + 1)
        return cls(
            mean,
            best.log_prob,
            best.score,
            min(max(margin, 0.0), 1.0),
            source_tokens,
            copied_share(source, translation),
            len(best.token_ids) / max(1, len(translation)),
        )

    def features(self) -> FloatArray:
        """The features of the regression, each of about the same size."""
        return np.array(
            [
                1.0,
                self.mean_log_prob,
                math.exp(self.mean_log_prob),
                self.log_prob / 10,
                max(self.score, -5.0),
                self.margin,
                math.log(self.source_tokens),
                1 / self.source_tokens,
                self.copied,
                self.tokens_a_letter,
            ]
        )


class Calibration:
    """P(good) = σ(w·features + b), b being of the direction.

    Args:
        weights: w, one for each feature.
        biases: b by direction, written `en-fr`; a direction not among them has 0.
    """

    def __init__(self, weights: Sequence[float], biases: Mapping[str, float]):
        self._weights = np.array(weights, dtype=np.float64)
        self._biases = dict(biases)

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Self:
        """That of a manifest; raises `KeyError` or `ValueError` if it is none."""
        return cls([float(w) for w in record["weights"]], {str(k): float(v) for k, v in record["biases"].items()})

    def record(self) -> dict[str, Any]:
        """What `read` reads."""
        biases = {direction: round(bias, 4) for direction, bias in self._biases.items()}
        return {"weights": [round(float(weight), 4) for weight in self._weights], "biases": biases}

    def confidence(self, evidence: Evidence, direction: str) -> float:
        """The probability that the translation is good."""
        # One that was fitted before there were more features knows the first ones only.
        known = evidence.features()[: len(self._weights)]
        return float(_sigmoid(known @ self._weights + self._biases.get(direction, 0.0)))

    @classmethod
    def fit(cls, evidence: Sequence[Evidence], directions: Sequence[str], good: Sequence[bool]) -> Self:
        """The weights of greatest likelihood, by Newton's method.

        Args:
            evidence: of each sentence.
            directions: of each, written `en-fr`.
            good: whether its translation was.
        """
        names = sorted(set(directions))
        one_hot = np.array([[float(name == direction) for name in names] for direction in directions])
        features = np.hstack([np.stack([e.features() for e in evidence]), one_hot])
        weights = _logistic(features, np.array(good, dtype=np.float64))
        count = features.shape[1] - len(names)
        return cls(weights[:count].tolist(), dict(zip(names, weights[count:].tolist(), strict=True)))


def expected_calibration_error(confidences: Sequence[float], good: Sequence[bool], bins: int = _BINS) -> float:
    """Mean distance between confidence and share of good ones, over bins of equal width (Guo et al. 2017).

    Example: `expected_calibration_error([0.9, 0.9], [True, False])` -> `0.4`
    """
    values, labels = np.array(confidences), np.array(good, dtype=np.float64)
    places = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[places == place].mean() - labels[places == place].mean()) * (places == place).mean()
        for place in np.unique(places)
    ]
    return float(sum(gaps))


def _logistic(features: FloatArray, labels: FloatArray) -> FloatArray:
    weights = np.zeros(features.shape[1])
    for _ in range(_NEWTON_STEPS):
        probabilities = _sigmoid(features @ weights)
        gradient = features.T @ (labels - probabilities) - _RIDGE * weights
        curvature = (features * (probabilities * (1 - probabilities))[:, None]).T @ features
        step = np.linalg.solve(curvature + _RIDGE * np.eye(len(weights)), gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def is_good(translation: str, reference: str) -> bool:
    """Whether a translation's chrF against its reference is at least 60."""
    from sacrebleu.metrics.chrf import CHRF

    return CHRF().sentence_score(translation, [reference]).score >= GOOD_CHRF
