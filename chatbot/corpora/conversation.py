"""What every reader yields: the usable turns of a conversation; knows no format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.dialogue import NEUTRAL
from shared.text.lines import ReadReport
from shared.text.normalize import normalize
from shared.text.splits import is_held_out

OPEN_TALK, SMALL_TALK = "open talk", "small talk"
MAX_CHARACTERS = 500
HELD_OUT_ONE_IN = 50

# What an anonymiser or a template left behind: [NAME], {location}, <url>.
_PLACEHOLDER = re.compile(r"\[[A-Za-z_ ]{2,30}\]|\{\w{2,30}\}|<\w{2,30}>")


@dataclass(frozen=True)
class Conversation:
    """Turns of two people in alternation, normalized.

    Args:
        turns: at least two.
        first_turn: of the whole conversation as the corpus has it, which decides whether it is held out.
        kind: open talk, or small talk, whose few answers are worth repeating.
        tone: of the replies.
    """

    turns: tuple[str, ...]
    first_turn: str
    kind: str = OPEN_TALK
    tone: str = NEUTRAL

    @property
    def held_out(self) -> bool:
        """Whether nothing of it may be learned."""
        return is_held_out(self.first_turn, HELD_OUT_ONE_IN)


def usable_parts(
    turns: Sequence[str], place: str, report: ReadReport, kind: str = OPEN_TALK, tone: str = NEUTRAL
) -> Iterator[Conversation]:
    """The stretches of a conversation between turns that cannot be learned from, which are counted.

    Example: `["hi", "hello", "", "bye", "see you"]` -> `("hi", "hello")`, `("bye", "see you")`
    """
    found = False
    stretch: list[str] = []
    for turn in [*map(normalize, turns), None]:
        reason = "" if turn is None else _unusable(turn)
        if turn is not None and not reason:
            stretch.append(turn)
            continue
        if reason:
            report.skip(reason, place)
        if len(stretch) > 1:
            report.kept += 1
            found = True
            yield Conversation(tuple(stretch), turns[0], kind, tone)
        stretch = []
    if not found:
        report.skip("without a reply", place)


def _unusable(turn: str) -> str:
    """Why a turn cannot be learned from; empty if it can."""
    if not turn:
        return "an empty turn"
    if len(turn) > MAX_CHARACTERS:
        return f"a turn longer than {MAX_CHARACTERS:,} characters"
    return "a turn with a placeholder" if _PLACEHOLDER.search(turn) else ""
