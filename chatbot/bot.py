"""A chatbot and its conversations: what was said is understood, remembered, and answered by a skill.

Knows no command, no page and no corpus.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from chatbot.dialogue import Turn, check_tone
from chatbot.generation import Generator
from chatbot.memory import Memory
from chatbot.reply import Reply
from chatbot.reply_options import ReplyOptions
from chatbot.skills import Request, Translate, make_skills
from chatbot.symbols import BOT, CHAT, NEUTRAL, USER
from chatbot.understanding import Frame, Understanding
from shared.config import settings_in
from shared.decoding.scoring import Forced
from shared.decoding.streaming import TextStream
from shared.errors import CallError
from shared.runtime.session import Session, serve
from shared.text.normalize import normalize
from shared.text.vocabulary import Vocabulary

PRETRAINED = Path(__file__).parent / "pretrained"
TASK = "chat"

# Where nothing that the decoder found may be said.
_NOTHING_TO_SAY = "Let's talk about something else."


@dataclass(frozen=True)
class Answer:
    """A reply and how it came about.

    Args:
        candidates: all replies, best first; the first one is the reply.
        frame: what the user meant.
    """

    candidates: tuple[Reply, ...]
    frame: Frame

    @property
    def reply(self) -> Reply:
        """What the bot says."""
        return self.candidates[0]


class Chatbot:
    """Replies with one model; safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        manifest: the bundle's: tones, decoding settings, the model's limits, whether it has learned skills.
        translate: translates a phrase to a language by its English name, if anybody can.
    """

    def __init__(
        self, session: Session, vocabulary: Vocabulary, manifest: dict[str, Any], translate: Translate | None = None
    ):
        self.vocabulary = vocabulary
        self.tones = tuple(str(tone) for tone in manifest["tones"])
        self.options = settings_in(manifest["decoding"], ReplyOptions)
        limit = int(manifest["model"]["max_source_tokens"])
        self.generator = Generator(session, vocabulary, self.options, limit)
        self.skills = make_skills(self.generator, translate)
        self._understand = Understanding(session, vocabulary, limit) if manifest.get("skills") else None

    def start(self, tone: str = NEUTRAL, seed: int | None = None, history: Sequence[Turn] = ()) -> "Conversation":
        """A new conversation; with the same seed, the same words get the same replies."""
        return Conversation(self, check_tone(tone, self.tones), seed, history)

    def frame(self, history: Sequence[Turn]) -> Frame:
        """What the user meant by the last turn; open talk for a bot that has learned no skills."""
        return self._understand(history) if self._understand else Frame()

    def answer(self, tone: str, history: Sequence[Turn], seed: int | None) -> Answer:
        """The reply to a history that ends with the user's turn, and the other candidates."""
        places = [place for place, turn in enumerate(history) if turn.speaker == USER]
        frames = [self.frame(history[: place + 1]) for place in places]
        request = Request(tone, history, frames[-1], Memory(frames), seed)
        found = self.skills[request.frame.skill].replies(request) or self.skills[CHAT].replies(request)
        return Answer(tuple(found) or (Reply(_NOTHING_TO_SAY),), request.frame)

    def look(self, reply: Reply) -> Forced | None:
        """Where attention looked for each token of a reply; None where code answered."""
        return self.generator.look(reply)


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
        self.last_answer: Answer | None = None

    @property
    def history(self) -> tuple[Turn, ...]:
        """All turns, oldest first."""
        return tuple(self._turns)

    def reset(self) -> None:
        """Forget what was said."""
        self._turns.clear()
        self.last_answer = None

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
        self.last_answer = self._chatbot.answer(self.tone, turns, seed)
        reply = self.last_answer.reply
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
        # A value or code has been at it: the text is what counts.
        yield from filter(None, pieces if "".join(pieces) == reply.text else in_words(reply.text))


def in_words(text: str) -> list[str]:
    """A text in its words, each with the space before it.

    Example: `"Hi there!"` -> `["Hi", " there!"]`
    """
    first, *others = text.split(" ")
    return [first, *(f" {word}" for word in others)]


def load_chatbot(path: Path | str | None = None, translate: Translate | None = None) -> Chatbot:
    """The chatbot of a bundle, the shipped one by default.

    Args:
        path: of the bundle's folder.
        translate: see `Chatbot`.

    Raises:
        CallError: if there is no such folder.
        BundleError: if the bundle is broken or of another task.
    """
    return serve(path or PRETRAINED, TASK, partial(Chatbot, translate=translate))
