"""How to search: one frozen, checked set of options."""

from dataclasses import dataclass

from shared.errors import CallError


@dataclass(frozen=True)
class DecodingOptions:
    """Settings of a search.

    Args:
        beam_size: hypotheses kept side by side; 1 is greedy search. Sampling has no beam.
        alternatives: hypotheses returned a source, at most.
        length_penalty: the exponent a of score = log_prob / length^a; 0 favours short hypotheses.
        temperature: 0 searches for the likeliest; above 0 samples, the more evenly the higher.
        top_k: sample from the k likeliest tokens only; 0 is no such limit.
        top_p: sample from the fewest tokens that have this probability together (Holtzman et al. 2020).
        samples: hypotheses drawn a source when sampling.
        no_repeat_ngram: n of the n-grams that may not come twice in a hypothesis; 0 allows all.
        min_length: tokens before the end token may come.
        max_length: tokens at most, the end token not counted.
    """

    beam_size: int = 4
    alternatives: int = 1
    length_penalty: float = 1.0
    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    samples: int = 1
    no_repeat_ngram: int = 0
    min_length: int = 0
    max_length: int = 100

    def __post_init__(self) -> None:
        for name in ("beam_size", "alternatives", "samples", "max_length"):
            _require(getattr(self, name) >= 1, name, "at least 1", getattr(self, name))
        for name in ("length_penalty", "temperature", "top_k", "no_repeat_ngram", "min_length"):
            _require(getattr(self, name) >= 0, name, "at least 0", getattr(self, name))
        _require(0 < self.top_p <= 1, "top_p", "above 0 and at most 1", self.top_p)

    @property
    def sampling(self) -> bool:
        """Whether tokens are drawn instead of searched for."""
        return self.temperature > 0


def _require(holds: bool, name: str, rule: str, value: object) -> None:
    if not holds:
        raise CallError(f"{name} must be {rule}, not {value!r}")
