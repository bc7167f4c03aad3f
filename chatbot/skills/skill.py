"""The protocol of all skills, and what they are asked; knows none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chatbot.dialogue import Turn
from chatbot.memory import Memory
from chatbot.reply import Reply
from chatbot.understanding import Frame


@dataclass(frozen=True)
class Request:
    """What a reply is wanted to.

    Args:
        tone: of the reply.
        history: all turns, the last one the user's.
        frame: what that turn means.
        memory: what the user has told, that turn included.
        seed: of all chances; None draws afresh.
    """

    tone: str
    history: Sequence[Turn]
    frame: Frame
    memory: Memory
    seed: int | None

    @property
    def said(self) -> str:
        """The last turn's text."""
        return self.history[-1].text


class Skill(Protocol):
    """Answers what the classifier takes for its own."""

    name: str

    def replies(self, request: Request) -> list[Reply]:
        """Candidates, best first; none if it is not its own after all, and open talk should answer."""
