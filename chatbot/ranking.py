"""Which reply fits this context more than any other: ranking by mutual information; knows no search."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.reply_options import ReplyOptions
from shared.decoding.hypothesis import penalize
from shared.decoding.scoring import pair_log_probs
from shared.decoding.step import FloatArray
from shared.runtime.session import Session
from shared.text.vocabulary import BOS_ID, EOS_ID


@dataclass(frozen=True)
class Candidate:
    """A reply and its log probability in its context."""

    token_ids: tuple[int, ...]
    log_prob: float

    @property
    def log_prob_per_token(self) -> float:
        """Its end counts as a token."""
        return self.log_prob / (len(self.token_ids) + 1)


def plausible(candidates: Sequence[Candidate], margin: float) -> list[bool]:
    """Which candidates are not much less likely than the likeliest: by at most `margin` times its square, nats a token.

    Where the likeliest is nearly certain one answer is right, and next to nothing else is plausible; where it is
    as unlikely as any, much may be said.
    """
    likeliest = max((candidate.log_prob_per_token for candidate in candidates), default=0.0)
    least = likeliest - margin * likeliest**2
    return [candidate.log_prob_per_token >= least for candidate in candidates]


class Ranker:
    """Scores replies: (log p(reply | context) - w · log p(reply)) / length^a.

    With w = 1 this is the pointwise mutual information of reply and context (Li et al. 2016, "A diversity-promoting
    objective function for neural conversation models"). The model has learned p(reply) as well: of replies whose
    source has no turns.

    Args:
        session: runs the model.
        options: for `information_weight` and `information_length_penalty`.
        nothing_said: the source without turns.
    """

    def __init__(self, session: Session, options: ReplyOptions, nothing_said: Sequence[int]):
        self._session, self._options, self._nothing_said = session, options, nothing_said

    def scores(self, candidates: Sequence[Candidate]) -> list[float]:
        """The score of each candidate, higher being better."""
        replies = [candidate.token_ids for candidate in candidates]
        informative = self._options.information_weight > 0
        anyway = self.log_probs_anyway(replies) if informative else np.zeros(len(replies))
        return [self.score(c.log_prob, other, c.token_ids) for c, other in zip(candidates, anyway, strict=True)]

    def score(self, log_prob: float, anyway: float, token_ids: Sequence[int]) -> float:
        """The score of one reply from its log probability in its context and that of being said anyway."""
        information = log_prob - self._options.information_weight * anyway
        return penalize(float(information), len(token_ids) + 1, self._options.information_length_penalty)

    def log_probs(self, sources: Sequence[Sequence[int]], replies: Sequence[Sequence[int]]) -> FloatArray:
        """Log p(reply | source) of each pair, `(pairs,)`."""
        return pair_log_probs(self._session, sources, replies, bos_id=BOS_ID, eos_id=EOS_ID)

    def log_probs_anyway(self, replies: Sequence[Sequence[int]]) -> FloatArray:
        """Log p(reply), `(replies,)`."""
        return self.log_probs([self._nothing_said] * len(replies), replies)
