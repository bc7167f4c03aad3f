"""Who said what, and how a conversation becomes the model's source; knows no model and no corpus."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.symbols import BOT, CHAT, NEUTRAL, TONES, UNDERSTAND, USER, skill_symbol, speaker_symbol, tone_symbol
from shared.errors import CallError
from shared.text.vocabulary import EOS_ID, Vocabulary

# Those a bot may fall into when no tone was asked for.
PLAIN_TONES = ("friendly", "professional")

# More would not fit.
CONTEXT_TURNS = 8


@dataclass(frozen=True)
class Turn:
    """One utterance; `speaker` is `user` or `bot`."""

    speaker: str
    text: str


def check_tone(tone: str, tones: Sequence[str] = TONES) -> str:
    """The tone; raises `CallError` listing what there is."""
    if tone not in tones:
        raise CallError(f"tone must be one of {', '.join(tones)}, not {tone!r}")
    return tone


def source_ids(
    vocabulary: Vocabulary,
    turns: Sequence[Turn],
    max_length: int,
    tone: str = NEUTRAL,
    skill: str = CHAT,
    symbols: Sequence[str] = (),
) -> list[int]:
    """The source of a reply: tone, skill, other symbols, the last turns each after its speaker, the end."""
    head = [tone_symbol(tone), skill_symbol(skill), *symbols]
    return _with_turns(vocabulary, head, turns[-CONTEXT_TURNS:], max_length)


def understanding_ids(vocabulary: Vocabulary, turns: Sequence[Turn], max_length: int) -> list[int]:
    """The source that asks what the user meant: the last turn, and the question that it may answer."""
    return _with_turns(vocabulary, [UNDERSTAND], asked_and_said(turns), max_length)


def asked_and_said(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The last turn, with the one before if that is a question."""
    return turns[-2:] if len(turns) > 1 and turns[-2].text.endswith("?") else turns[-1:]


def turns_in(vocabulary: Vocabulary, source: Sequence[int]) -> list[Turn]:
    """The turns that stand in a source: what `source_ids` had room for."""
    speakers = {vocabulary.symbol_id(speaker_symbol(speaker)): speaker for speaker in (USER, BOT)}
    starts = [place for place, i in enumerate(source) if i in speakers]
    return [
        Turn(speakers[source[start]], vocabulary.decode(source[start + 1 : end]))
        for start, end in itertools.pairwise([*starts, len(source)])
    ]


def _with_turns(vocabulary: Vocabulary, symbols: Sequence[str], turns: Sequence[Turn], max_length: int) -> list[int]:
    """Oldest turns are dropped first; of a last turn that is too long by itself, the end is kept."""
    head = [vocabulary.symbol_id(symbol) for symbol in symbols]
    room = max_length - len(head) - 1
    body: list[int] = []
    for turn in reversed(turns):
        ids = [vocabulary.symbol_id(speaker_symbol(turn.speaker)), *vocabulary.encode(turn.text)]
        if body and len(ids) > room:
            break
        ids = ids[:1] + ids[1:][-(room - 1) :]
        body = ids + body
        room -= len(ids)
    return [*head, *body, EOS_ID]
