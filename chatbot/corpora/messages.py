"""Messages of a chat as dialogues: a long silence ends one; knows no format of an export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chatbot.corpora.conversation import Dialogue, Utterance

# What is said after three hours is seldom a reply to what was said before.
SILENCE_SECONDS = 3 * 60 * 60
# A chat that never falls silent must not fill the memory.
MAX_MESSAGES = 1_000


@dataclass(frozen=True)
class Message:
    """One message of a chat.

    Args:
        speaker: who sent it.
        text: what was written.
        seconds: when, from any fixed moment on; None where the export does not tell.
        place: where it stands in the export.
        chat: which chat of the export it is of.
    """

    speaker: str
    text: str
    seconds: float | None
    place: str
    chat: int = 0


def dialogues_of(messages: Iterable[Message]) -> Iterator[Dialogue]:
    """The messages in order, parted at each silence and where another chat begins."""
    dialogue: list[Message] = []
    for message in messages:
        if dialogue and (len(dialogue) == MAX_MESSAGES or _parted(dialogue[-1], message)):
            yield _dialogue(dialogue)
            dialogue = []
        dialogue.append(message)
    if dialogue:
        yield _dialogue(dialogue)


def _parted(before: Message, after: Message) -> bool:
    if before.chat != after.chat:
        return True
    if before.seconds is None or after.seconds is None:
        return False
    return abs(after.seconds - before.seconds) > SILENCE_SECONDS


def _dialogue(messages: list[Message]) -> Dialogue:
    return Dialogue([Utterance(message.text, message.speaker) for message in messages], messages[0].place)
