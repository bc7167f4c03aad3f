"""Replies from the decoder: candidates by beam and by sampling, the best by mutual information; knows no skill."""

import dataclasses
import secrets
from collections.abc import Sequence

from chatbot.decency import is_decent
from chatbot.dialogue import Turn, source_ids
from chatbot.ranking import Candidate, Ranker, plausible
from chatbot.reply import Reply
from chatbot.reply_options import ReplyOptions
from chatbot.symbols import CHAT, NEUTRAL, VALUE
from chatbot.wording import with_value
from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.sampling import distinct
from shared.decoding.scoring import Forced, force
from shared.decoding.search import search
from shared.runtime.session import Session, SessionState
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

# Enough to leave out what is odd, few enough to say another thing another time.
_FEW = 3
# Below that of open talk, where odd words are welcome: several sentences are right, mixtures of them are not.
_CAREFUL = 0.5


class Generator:
    """Writes replies; safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        options: how replies are found and chosen.
        max_source_tokens: the longest source.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, options: ReplyOptions, max_source_tokens: int):
        self._session, self.vocabulary, self.options = session, vocabulary, options
        self._limit = max_source_tokens
        self.ranker = Ranker(session, options, self.source([]))

    def with_options(self, options: ReplyOptions) -> "Generator":
        """The same model, its replies found and chosen in another way."""
        return Generator(self._session, self.vocabulary, options, self._limit)

    def source(
        self, history: Sequence[Turn], tone: str = NEUTRAL, skill: str = CHAT, symbols: Sequence[str] = ()
    ) -> list[int]:
        """The source ids of a reply to a history."""
        return source_ids(self.vocabulary, history, self._limit, tone, skill, symbols)

    def informative(self, history: Sequence[Turn], tone: str, seed: int | None, skill: str = CHAT) -> list[Reply]:
        """Candidates by all searches, best first by their information, the implausible ones last."""
        source = self.source(history, tone, skill)
        state = self._session.encode([source])
        found = [h for options in self.options.searches() for h in self._search(state, options, seed)]
        candidates = [Candidate(h.token_ids, h.log_prob) for h in self._fit(found)]
        scores = self.ranker.scores(candidates)
        likely = plausible(candidates, self.options.plausible_margin)
        order = sorted(range(len(candidates)), key=lambda place: (not likely[place], -scores[place]))
        return [self._reply(candidates[i].token_ids, scores[i], skill, source) for i in order]

    def likeliest(self, history: Sequence[Turn], tone: str, skill: str) -> list[Reply]:
        """The beam's hypotheses, best first: where there is a right answer."""
        source = self.source(history, tone, skill)
        found = self._search(self._session.encode([source]), self.options.searches()[0])
        return [self._reply(h.token_ids, h.score, skill, source) for h in self._fit(found)]

    def greedy(self, history: Sequence[Turn]) -> str:
        """What plain greedy decoding says, nothing blocked: to compare with."""
        options = DecodingOptions(beam_size=1, max_length=self.options.max_length)
        found = self._search(self._session.encode([self.source(history)]), options)
        return self.vocabulary.decode(found[0].token_ids)

    def drawn(
        self,
        history: Sequence[Turn],
        tone: str,
        skill: str,
        seed: int | None,
        symbols: Sequence[str] = (),
        value: str = "",
        must_mention: bool = False,
    ) -> list[Reply]:
        """The likeliest of a few replies drawn by chance: where many are right. A value replaces its mark."""
        source = self.source(history, tone, skill, symbols)
        mark = self.vocabulary.symbol_id(VALUE)
        options = dataclasses.replace(self.options.sampled(), samples=_FEW, temperature=_CAREFUL)
        state = self._session.encode([source])
        found = self._search(state, options, seed, [mark] if must_mention else [], [] if value else [mark])
        # One that was cut at the length limit may lack it.
        fit = [h for h in self._fit(found, value) if mark in h.token_ids or not must_mention]
        return [self._reply(h.token_ids, h.score, skill, source, value) for h in fit]

    def look(self, reply: Reply) -> Forced | None:
        """How likely each token of a reply was, and where attention looked; None where code answered."""
        if not reply.source_ids:
            return None
        state = self._session.encode([reply.source_ids])
        return force(self._session, state, [reply.token_ids], bos_id=BOS_ID, eos_id=EOS_ID)[0]

    def _search(
        self,
        state: SessionState,
        options: DecodingOptions,
        seed: int | None = None,
        required: Sequence[int] = (),
        banned: Sequence[int] = (),
    ) -> list[Hypothesis]:
        return search(
            self._session,
            state,
            options,
            bos_id=BOS_ID,
            eos_id=EOS_ID,
            banned_ids={*self.vocabulary.control_ids, *banned} - {EOS_ID},
            required_ids=[required],
            seed=secrets.randbits(64) if seed is None else seed,
        )[0]

    def _fit(self, found: Sequence[Hypothesis], value: str = "") -> list[Hypothesis]:
        """Those that differ and are decent, and of these the ones that ended and say something, if there are any."""
        different = distinct(found)
        decent = [h for h in different if is_decent(with_value(self.vocabulary.decode(h.token_ids), value))]
        return [h for h in decent if h.finished and h.token_ids] or decent

    def _reply(
        self, token_ids: tuple[int, ...], score: float, skill: str, source: Sequence[int], value: str = ""
    ) -> Reply:
        text = with_value(self.vocabulary.decode(token_ids), value)
        return Reply(text, score, skill, token_ids, tuple(source))
