"""What readers yield, a dialogue as the corpus has it, and what is learned of it: its usable turns; knows no format."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.decency import is_decent
from chatbot.symbols import NEUTRAL
from shared.text.lines import ReadReport
from shared.text.normalize import normalize
from shared.text.splits import is_held_out
from shared.text.variation import carelessly

OPEN_TALK, SMALL_TALK = "open talk", "small talk"
MAX_CHARACTERS = 500
HELD_OUT_ONE_IN = 50
# Small talk is scored on phrasings never learned, whatever their capitals and punctuation.
SMALL_TALK_SPARE_ONE_IN = 10

# What an anonymiser or a template left behind: [NAME], [User 1's name], {location}, <url>.
_PLACEHOLDER = re.compile(r"\[[A-Za-z_][\w ,'’/-]{1,40}\]|\{\w{2,30}\}|<\w{2,30}>")


@dataclass(frozen=True)
class Utterance:
    """What one person said, as written.

    Args:
        text: not yet normalized.
        speaker: empty where the corpus names none.
        flaw: why it cannot be learned from, where the format tells; empty otherwise. With a flaw and no speaker it is
            no turn, but stands between turns.
    """

    text: str
    speaker: str = ""
    flaw: str = ""

    @property
    def is_turn(self) -> bool:
        """Whether somebody said it."""
        return bool(self.speaker) or not self.flaw


@dataclass(frozen=True)
class Dialogue:
    """A conversation as the corpus has it, before anything is skipped.

    Args:
        utterances: in order; adjacent ones of one named speaker are one turn.
        place: where it stands, such as `talks.jsonl:17`.
        kind: open talk or small talk.
        tone: of the replies.
        replier: the only speaker whose turns may be learned as replies; empty for all.
    """

    utterances: Sequence[Utterance]
    place: str
    kind: str = OPEN_TALK
    tone: str = NEUTRAL
    replier: str = ""


@dataclass(frozen=True)
class Conversation:
    """Turns of two people in alternation, normalized.

    Args:
        turns: at least two.
        first_turn: of the whole conversation as the corpus has it, which decides whether it is held out.
        kind: open talk, or small talk, whose few answers are worth repeating.
        tone: of the replies.
        bot_turns: places of the turns that may be learned as replies; None for all but the first.
    """

    turns: tuple[str, ...]
    first_turn: str
    kind: str = OPEN_TALK
    tone: str = NEUTRAL
    bot_turns: frozenset[int] | None = None

    @property
    def held_out(self) -> bool:
        """Whether it is scored, and nothing of it learned."""
        return is_held_out(self.first_turn, HELD_OUT_ONE_IN)

    @property
    def learned(self) -> bool:
        """Whether it may be learned: not if it is held out, nor, of small talk, every tenth phrasing."""
        spare = self.kind == SMALL_TALK and is_held_out(carelessly(self.turns[0]), SMALL_TALK_SPARE_ONE_IN)
        return not (self.held_out or spare)


@functools.lru_cache(maxsize=4096)
def speaker_key(name: str) -> str:
    """What two spellings of a speaker's name share.

    Example: `" ANNA  B."` -> `"anna b."`
    """
    return normalize(name).casefold()


def unnamed(turns: Iterable[str], place: str, kind: str = OPEN_TALK, tone: str = NEUTRAL) -> Dialogue:
    """A dialogue whose speakers the corpus does not name; they take turns."""
    return Dialogue([Utterance(turn) for turn in turns], place, kind, tone)


def usable_parts(dialogue: Dialogue, report: ReadReport, replier: str = "") -> Iterator[Conversation]:
    """The stretches of a dialogue between turns that cannot be learned from, which are counted.

    Args:
        dialogue: as a reader yields it.
        report: counts what is kept and skipped.
        replier: the only speaker whose replies are wanted; empty for whom the dialogue names.

    Example: `"hi", "hello", "", "bye", "see you"` -> `("hi", "hello")`, `("bye", "see you")`
    """
    key = speaker_key(replier or dialogue.replier)
    utterances = list(_merged(dialogue.utterances))
    first_turn = next((utterance.text for utterance in utterances if utterance.is_turn), "")
    found = False
    for stretch in _stretches(utterances, dialogue.place, report):
        replies = frozenset(n for n, turn in enumerate(stretch) if n and (not key or speaker_key(turn.speaker) == key))
        if replies:
            report.kept += 1
            found = True
            turns = tuple(turn.text for turn in stretch)
            yield Conversation(turns, first_turn, dialogue.kind, dialogue.tone, replies if key else None)
    if not found:
        nobody = replier and not any(utterance.speaker for utterance in utterances)
        report.skip(f"no speakers named, so nobody is {replier}" if nobody else "without a reply", dialogue.place)


def _merged(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """What one named speaker says in a row as one utterance."""
    for (speaker, flaw), group in itertools.groupby(utterances, lambda said: (said.speaker, said.flaw)):
        if speaker and not flaw:
            yield Utterance(" ".join(utterance.text for utterance in group), speaker)
        else:
            yield from group


def _stretches(utterances: Iterable[Utterance], place: str, report: ReadReport) -> Iterator[list[Utterance]]:
    """The usable turns in a row, normalized; the unusable ones between them are counted."""
    stretch: list[Utterance] = []
    for utterance in utterances:
        text = normalize(utterance.text)
        flaw = utterance.flaw or _unusable(text)
        if not flaw:
            stretch.append(Utterance(text, utterance.speaker))
            continue
        report.skip(flaw, place)
        yield stretch
        stretch = []
    yield stretch


def _unusable(turn: str) -> str:
    """Why a turn cannot be learned from; empty if it can."""
    if not turn:
        return "an empty turn"
    if len(turn) > MAX_CHARACTERS:
        return f"a turn longer than {MAX_CHARACTERS:,} characters"
    if _PLACEHOLDER.search(turn):
        return "a turn with a placeholder"
    return "" if is_decent(turn) else "a turn with abuse or a threat"
