"""Which reply fits this context more than any other: ranking by mutual information; knows no search."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.dialogue import NEUTRAL, USER, Turn, source_ids
from chatbot.reply_options import ReplyOptions
from shared.decoding.scoring import force, pair_log_probs
from shared.decoding.step import IntArray
from shared.runtime.session import Session
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

# What somebody might as well have said. A reply as likely after these as after the user's words says little.
REFERENCE_UTTERANCES = (
    "Hello, how are you?",
    "What do you think about it?",
    "I saw a film last night and it was great.",
    "Which music do you listen to?",
    "I am going to visit my family this weekend.",
    "That was not very nice of you.",
)

_ROWS = 256


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
    likeliest = max(candidate.log_prob_per_token for candidate in candidates)
    least = likeliest - margin * likeliest**2
    return [candidate.log_prob_per_token >= least for candidate in candidates]


class Ranker:
    """Scores replies: (log p(reply | context) - w · mean of log p(reply | other contexts)) / length.

    With w = 1 this is the pointwise mutual information a token (Li et al. 2016, "A diversity-promoting
    objective function for neural conversation models"), the mean over fixed utterances standing for p(reply).

    Args:
        session: runs the model.
        vocabulary: the model's.
        options: for `information_weight`.
        max_source_tokens: the longest source.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, options: ReplyOptions, max_source_tokens: int):
        self._session, self._vocabulary, self._options = session, vocabulary, options
        self._max_source_tokens = max_source_tokens

    def source(self, tone: str, history: Sequence[Turn]) -> list[int]:
        """The source ids of a history."""
        return source_ids(self._vocabulary, tone, history, self._max_source_tokens)

    def scores(self, candidates: Sequence[Candidate], tone: str = NEUTRAL) -> list[float]:
        """The score of each candidate, higher being better."""
        replies = [candidate.token_ids for candidate in candidates]
        informative = self._options.information_weight > 0
        elsewhere = self.log_probs_elsewhere(replies, tone) if informative else np.zeros(len(replies))
        return [self.score(c.log_prob, other, c.token_ids) for c, other in zip(candidates, elsewhere, strict=True)]

    def score(self, log_prob: float, elsewhere: float, token_ids: Sequence[int]) -> float:
        """The score of one reply from its log probability in its context and that in other contexts."""
        return float(log_prob - self._options.information_weight * elsewhere) / (len(token_ids) + 1)

    def log_probs(self, sources: Sequence[Sequence[int]], replies: Sequence[Sequence[int]]) -> np.ndarray:
        """Log p(reply | source) of each pair, `(pairs,)`."""
        return pair_log_probs(self._session, sources, replies, bos_id=BOS_ID, eos_id=EOS_ID)

    def log_probs_elsewhere(self, replies: Sequence[Sequence[int]], tone: str = NEUTRAL) -> np.ndarray:
        """The mean log probability of each reply after the reference utterances, `(replies,)`."""
        contexts = [self.source(tone, [Turn(USER, text)]) for text in REFERENCE_UTTERANCES]
        state = self._session.encode(contexts)
        means: list[np.ndarray] = []
        for start in range(0, len(replies), _ROWS // len(contexts)):
            batch = replies[start : start + _ROWS // len(contexts)]
            rows: IntArray = np.tile(np.arange(len(contexts)), len(batch))
            repeated = [reply for reply in batch for _ in contexts]
            forced = force(self._session, state.take(rows), repeated, bos_id=BOS_ID, eos_id=EOS_ID)
            means.append(np.array([f.log_prob for f in forced]).reshape(len(batch), -1).mean(axis=1))
        return np.concatenate(means)
