"""Conversations with one model: several candidate replies from the decoder, the best by mutual information.

Knows no command, no page and no corpus.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.dialogue import BOT, NEUTRAL, USER, Turn, check_tone
from chatbot.ranking import Candidate, Ranker, plausible
from chatbot.reply_options import ReplyOptions
from shared.config import settings_in
from shared.decoding.sampling import distinct
from shared.decoding.search import search
from shared.decoding.streaming import TextStream
from shared.errors import CallError
from shared.runtime.session import Session, serve
from shared.text.normalize import normalize
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

PRETRAINED = Path(__file__).parent / "pretrained"
TASK = "chat"

_SKILL = "chat"


@dataclass(frozen=True)
class Reply:
    """What the bot said.

    Args:
        text: of the reply.
        score: by which it was chosen among the candidates.
        skill: which part of the bot answered.
        token_ids: of the text.
    """

    text: str
    score: float
    skill: str = _SKILL
    token_ids: tuple[int, ...] = ()


class Chatbot:
    """Replies with one model; safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: tones, decoding settings, the model's limits.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any]):
        self._session = session
        self.vocabulary = vocabulary
        self.tones = tuple(str(tone) for tone in manifest["tones"])
        self.options = settings_in(manifest["decoding"], ReplyOptions)
        max_source_tokens = int(manifest["model"]["max_source_tokens"])
        self.ranker = Ranker(session, vocabulary, self.options, max_source_tokens)

    def start(self, tone: str = NEUTRAL, seed: int | None = None, history: Sequence[Turn] = ()) -> "Conversation":
        """A new conversation; with the same seed, the same words get the same replies."""
        return Conversation(self, check_tone(tone, self.tones), seed, history)

    def reply(self, tone: str, history: Sequence[Turn], seed: int | None) -> Reply:
        """The best reply to a history that ends with the user's turn."""
        return self.candidates(tone, history, seed)[0]

    def candidates(self, tone: str, history: Sequence[Turn], seed: int | None) -> list[Reply]:
        """All candidate replies, best first: the beam's best and nucleus samples, the implausible ones last."""
        source = self.ranker.source(tone, history)
        state = self._session.encode([source])
        found = []
        for options in self.options.searches():
            found += search(
                self._session,
                state,
                options,
                bos_id=BOS_ID,
                eos_id=EOS_ID,
                banned_ids=self.vocabulary.control_ids - {EOS_ID},
                seed=secrets.randbits(64) if seed is None else seed,
            )[0]
        ended = [h for h in distinct(found) if h.finished and h.token_ids] or distinct(found)
        candidates = [Candidate(h.token_ids, h.log_prob) for h in ended]
        scores = self.ranker.scores(candidates, tone)
        replies = [
            Reply(self.vocabulary.decode(c.token_ids), score, token_ids=c.token_ids)
            for c, score in zip(candidates, scores, strict=True)
        ]
        likely = plausible(candidates, self.options.plausible_margin)
        order = sorted(range(len(replies)), key=lambda place: (not likely[place], -replies[place].score))
        return [replies[place] for place in order]


class Conversation:
    """One talk with the bot; not to be shared between threads.

    Args:
        chatbot: whose model replies.
        tone: of the replies.
        seed: makes the replies repeatable; None draws afresh each time.
        history: turns that were said before.
    """

    def __init__(self, chatbot: Chatbot, tone: str, seed: int | None, history: Sequence[Turn]):
        self._chatbot = chatbot
        self._seed = seed
        self._turns = list(history)
        self.tone = tone

    @property
    def history(self) -> tuple[Turn, ...]:
        """All turns, oldest first."""
        return tuple(self._turns)

    def reset(self) -> None:
        """Forget what was said."""
        self._turns.clear()

    def reply(self, text: str) -> Reply:
        """The bot's reply; both turns join the history.

        Raises:
            CallError: if nothing was said.
        """
        said = normalize(text)
        if not said:
            raise CallError("nothing was said; give some text")
        turns = [*self._turns, Turn(USER, said)]
        seed = None if self._seed is None else hash((self._seed, len(turns))) & 0xFFFFFFFF
        reply = self._chatbot.reply(self.tone, turns, seed)
        self._turns = [*turns, Turn(BOT, reply.text)]
        return reply

    def stream(self, text: str) -> Iterator[str]:
        """The reply in pieces.

        Candidates are compared before the first piece is told, so a piece is never taken back.
        """
        reply = self.reply(text)
        vocabulary = self._chatbot.vocabulary
        stream = TextStream(vocabulary.decode, vocabulary.is_byte)
        pieces = [*map(stream.push, reply.token_ids), stream.finish()]
        yield from filter(None, pieces)


def load_chatbot(path: Path | str | None = None) -> Chatbot:
    """The chatbot of a bundle, the shipped one by default.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken or of another task.
    """
    return serve(path or PRETRAINED, TASK, Chatbot)
