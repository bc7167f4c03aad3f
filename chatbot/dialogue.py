"""Who said what, and how a conversation becomes the model's source; knows no model and no corpus."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.errors import CallError
from shared.text.vocabulary import EOS_ID, Vocabulary

NEUTRAL = "neutral"
TONES = (NEUTRAL, "friendly", "professional", "witty", "caring", "enthusiastic")
# Those a bot may fall into when no tone was asked for.
PLAIN_TONES = ("friendly", "professional")

USER, BOT = "user", "bot"
CONTEXT_TURNS = 3


@dataclass(frozen=True)
class Turn:
    """One utterance; `speaker` is `user` or `bot`."""

    speaker: str
    text: str


def tone_symbol(tone: str) -> str:
    """The control symbol at the head of a source that asks for a tone.

    Example: `tone_symbol("witty")` -> `"<witty>"`
    """
    return f"<{tone}>"


def speaker_symbol(speaker: str) -> str:
    """The control symbol before a turn.

    Example: `speaker_symbol("user")` -> `"<user>"`
    """
    return f"<{speaker}>"


CONTROL_SYMBOLS = (*map(tone_symbol, TONES), speaker_symbol(USER), speaker_symbol(BOT))


def check_tone(tone: str, tones: Sequence[str] = TONES) -> str:
    """The tone; raises `CallError` listing what there is."""
    if tone not in tones:
        raise CallError(f"tone must be one of {', '.join(tones)}, not {tone!r}")
    return tone


def source_ids(vocabulary: Vocabulary, tone: str, turns: Sequence[Turn], max_length: int) -> list[int]:
    """The model's source: tone, then the last turns each after its speaker, then the end.

    Oldest turns are dropped first; of a last turn that is too long by itself, the end is kept.
    """
    head = [vocabulary.control_id(tone_symbol(tone))]
    room = max_length - len(head) - 1
    body: list[int] = []
    for turn in reversed(turns[-CONTEXT_TURNS:]):
        ids = [vocabulary.control_id(speaker_symbol(turn.speaker)), *vocabulary.encode(turn.text)]
        if body and len(ids) > room:
            break
        ids = ids[:1] + ids[1:][-(room - 1) :]
        body = ids + body
        room -= len(ids)
    return [*head, *body, EOS_ID]
