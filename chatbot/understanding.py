"""What a user meant: which skill should answer, and the values that were told; read off by the shared model.

The classifier is the encoder with one step of the decoder: a sequence in, one label out. The decoder goes on with the
slots of the label, each filled with tokens of the source, since nothing else may come. Knows no skill's answers.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from chatbot.dialogue import Turn, asked_and_said, understanding_ids
from chatbot.symbols import (
    ASK,
    CHAT,
    CRISIS,
    FACTS,
    LANGUAGE,
    PHRASE,
    SKILLS,
    SLOTS,
    TELL,
    TRANSLATE,
    USER,
    skill_symbol,
    slot_symbol,
    speaker_symbol,
)
from shared.decoding.hypothesis import Hypothesis
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.runtime.session import Session, SessionState
from shared.text.normalize import normalize
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

SLOTS_OF = {TELL: FACTS, ASK: FACTS, TRANSLATE: (PHRASE, LANGUAGE)}

# Not to see a person in danger is worse than to be too careful; to note what was not told is worse than to miss what
# was: a fact and its value must be this likely together (that it is one counts twice), as chosen on sentences written
# for that.
_CRISIS_ENOUGH, _TELL_ENOUGH = 0.1, 0.4
_OPTIONS = DecodingOptions(beam_size=4, max_length=40)
_CACHED = 4096
# The last one is what is left of a character that was cut.
_AROUND = " .,!?;:\"'()“”‘’«»*-\ufffd"

# What joins a value to the next sentence.
_JOINING = re.compile(r"[ ,]+(?:and|but|or|so)$", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """The meaning of a turn.

    Args:
        skill: which should answer.
        probabilities: of each skill.
        slots: kinds of values and the values, as they stand in the turn; an asked fact has an empty one.
    """

    skill: str = CHAT
    probabilities: Mapping[str, float] | None = None
    slots: tuple[tuple[str, str], ...] = ()

    def value(self, slot: str) -> str:
        """The value of a slot; empty where there is none."""
        return dict(self.slots).get(slot, "")


class Understanding:
    """Finds the frame of a turn; the same turn is understood once. Safe to share between threads.

    Args:
        session: runs the model.
        vocabulary: the model's.
        max_source_tokens: the longest source.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary, max_source_tokens: int):
        self._session, self._vocabulary, self._limit = session, vocabulary, max_source_tokens
        self._skill_ids = {vocabulary.symbol_id(skill_symbol(skill)): skill for skill in SKILLS}
        self._slot_ids = {vocabulary.symbol_id(slot_symbol(slot)): slot for slot in SLOTS}
        self._cached = lru_cache(_CACHED)(self._understand)

    def __call__(self, turns: Sequence[Turn]) -> Frame:
        """What the user meant by the last turn."""
        return self._cached(tuple(asked_and_said(turns)))

    def _understand(self, turns: tuple[Turn, ...]) -> Frame:
        source = understanding_ids(self._vocabulary, turns, self._limit)
        state = self._session.encode([source])
        log_probs, _ = self._session.step(np.array([BOS_ID]), state)
        ids = list(self._skill_ids)
        likelihoods = np.exp(log_probs[0, ids] - log_probs[0, ids].max())
        probabilities = dict(zip(self._skill_ids.values(), (likelihoods / likelihoods.sum()).tolist(), strict=True))
        skill, second = sorted(probabilities, key=probabilities.__getitem__, reverse=True)[:2]
        if probabilities[CRISIS] >= _CRISIS_ENOUGH:
            skill = CRISIS
        best = self._best(skill, source, state)
        if skill == TELL and best and probabilities[TELL] * self._mean_probability(best) < _TELL_ENOUGH:
            skill, best = second, self._best(second, source, state)
        slots = tuple(self._slots(best.token_ids, normalize(turns[-1].text))) if best else ()
        return Frame(skill, probabilities, slots)

    def _best(self, skill: str, source: Sequence[int], state: SessionState) -> Hypothesis | None:
        """The likeliest frame of a skill; none for one without slots."""
        if skill not in SLOTS_OF:
            return None
        grammar = self._grammar(skill, source)
        return search(self._session, state, _OPTIONS, bos_id=BOS_ID, eos_id=EOS_ID, grammars=[grammar])[0][0]

    def _mean_probability(self, frame: Hypothesis) -> float:
        """Of a slot and its value; of several the geometric mean, for two facts are no less told than one."""
        slots = sum(i in self._slot_ids for i in frame.token_ids)
        return math.exp(frame.log_prob / max(1, slots))

    def _grammar(self, skill: str, source: Sequence[int]) -> "FrameGrammar":
        skill_id = self._vocabulary.symbol_id(skill_symbol(skill))
        slot_ids = [i for i, slot in self._slot_ids.items() if slot in SLOTS_OF[skill]]
        last = len(source) - source[::-1].index(self._vocabulary.symbol_id(speaker_symbol(USER)))
        return FrameGrammar(skill_id, slot_ids, source[last:-1], valued=skill != ASK)

    def _slots(self, token_ids: Sequence[int], said: str) -> Iterator[tuple[str, str]]:
        """Slots and values of a frame's tokens."""
        starts = [place for place, i in enumerate(token_ids) if i in self._slot_ids]
        for start, end in zip(starts, [*starts[1:], len(token_ids)], strict=True):
            value = _JOINING.sub("", self._vocabulary.decode(token_ids[start + 1 : end]).strip(_AROUND))
            yield self._slot_ids[token_ids[start]], whole_words(value, said)


class FrameGrammar:
    """Which tokens may follow in a frame: the skill, then slots, each with a run of the source's tokens.

    Args:
        skill_id: comes first.
        slot_ids: of the skill; each comes at most once.
        body: the tokens of what was said.
        valued: whether slots have values; else one slot comes alone.
    """

    def __init__(self, skill_id: int, slot_ids: Sequence[int], body: Sequence[int], valued: bool):
        self._skill_id, self._slot_ids, self._body, self._valued = skill_id, slot_ids, list(body), valued

    def __call__(self, token_ids: Sequence[int]) -> list[int]:
        """What may come after these tokens."""
        if not token_ids:
            return [self._skill_id]
        slots = [place for place, i in enumerate(token_ids) if i in self._slot_ids]
        if not slots:
            return [*self._slot_ids]
        if not self._valued:
            return [EOS_ID]
        run = list(token_ids[slots[-1] + 1 :])
        if not run:
            return sorted({*self._body}) or [EOS_ID]
        size = len(run)
        following = {
            self._body[start + size]
            for start in range(len(self._body) - size)
            if self._body[start : start + size] == run
        }
        unused = {*self._slot_ids} - {token_ids[place] for place in slots}
        return sorted({*following, *unused, EOS_ID})


def as_words(value: str) -> re.Pattern[str]:
    """Finds a value where it cuts no word of a text."""
    return re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")


def whole_words(value: str, text: str) -> str:
    """A value with the rest of the words that it cuts, where it stands in a text.

    Example: `whole_words("Olean", "I am Oleander.")` -> `"Oleander"`
    """
    start = text.find(value)
    if not value or start < 0 or as_words(value).search(text):
        return value
    end = start + len(value)
    while end < len(text) and text[end].isalnum() and value[-1].isalnum():
        end += 1
    while start > 0 and text[start - 1].isalnum() and value[0].isalnum():
        start -= 1
    return text[start:end]
