"""Which translation tells all that its source says: ranking by translating back; knows no search and no text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.decoding.hypothesis import Hypothesis, best_first, penalize
from shared.decoding.scoring import pair_log_probs
from shared.errors import CallError
from shared.runtime.session import PartialSession
from shared.text.vocabulary import BOS_ID, EOS_ID


@dataclass(frozen=True)
class Found:
    """What a search found for one source.

    Args:
        source: its ids: the target's symbol, the pieces, the end token.
        hypotheses: its translations.
        reverse_symbol: the symbol that asks for the source's own language.
    """

    source: Sequence[int]
    hypotheses: Sequence[Hypothesis]
    reverse_symbol: int


class Ranker:
    """Scores translations y of x by log p(y | x) / |y|^a + w · log p(x | y) / |x|^a.

    A search by the first term alone likes to leave out what is hard to say: the source is then unlikely to be told
    back from the translation. One model knows both directions, so the second term costs no second model.

    Args:
        weight: w, from 0.
        length_penalty: a.

    Raises:
        CallError: if the weight is negative.

    Reference:
        Li and Jurafsky 2016, "Mutual information and diverse decoding improve neural machine translation".
    """

    def __init__(self, weight: float, length_penalty: float):
        if not weight >= 0:
            raise CallError(f"reverse_weight must be at least 0, not {weight!r}")
        self._weight, self._length_penalty = weight, length_penalty

    def ranked(self, found: Sequence[Found], session: PartialSession) -> list[list[Hypothesis]]:
        """The hypotheses of each source with their new scores, best first; those that did not end come last.

        The session speaks the sources' language.
        """
        if not self._weight:
            return [list(one.hypotheses) for one in found]
        log_probs = iter(_reverse_log_probs(session, [(one, h) for one in found for h in one.hypotheses]))
        return [best_first(self._rescored(h, next(log_probs), one) for h in one.hypotheses) for one in found]

    def _rescored(self, hypothesis: Hypothesis, reverse_log_prob: float, found: Found) -> Hypothesis:
        reverse = penalize(reverse_log_prob, len(found.source) - 1, self._length_penalty)
        return replace(hypothesis, score=hypothesis.score + self._weight * reverse)


def _reverse_log_probs(session: PartialSession, rows: Sequence[tuple[Found, Hypothesis]]) -> list[float]:
    """Log p(source | hypothesis) of each row."""
    translations = [(one.reverse_symbol, *h.token_ids, EOS_ID) for one, h in rows]
    sources = [session.places(one.source[1:-1]) for one, _ in rows]
    return [float(p) for p in pair_log_probs(session, translations, sources, bos_id=BOS_ID, eos_id=EOS_ID)]
