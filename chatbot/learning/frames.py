"""Examples of what users mean: a skill, and the values that stand in what they said; knows no corpus's format.

The target is the skill's symbol, then each slot's symbol with the tokens of its value, copied out of the source.
"""

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.dialogue import Turn, understanding_ids
from chatbot.learning.phrasings import Fact, facts, joined, no_facts, phrasings
from chatbot.learning.values import Values
from chatbot.symbols import (
    ARITHMETIC,
    ASK,
    BOT,
    CHAT,
    CRISIS,
    DATE,
    LANGUAGE,
    PHRASE,
    SMALL_TALK,
    TELL,
    TRANSLATE,
    UNABLE,
    USER,
    skill_symbol,
    slot_symbol,
)
from chatbot.understanding import as_words
from chatbot.wording import fill
from shared.text.normalize import normalize
from shared.text.variation import carelessly, with_slip, without_accents
from shared.text.vocabulary import Vocabulary

# How often each phrasing is learned in an epoch, by its file, and as which skill.
_TIMES = (
    (SMALL_TALK, SMALL_TALK, 6),
    (DATE, DATE, 8),
    (UNABLE, UNABLE, 7),
    (CRISIS, CRISIS, 12),
    ("not_crisis", CHAT, 5),
    (CHAT, CHAT, 4),
)
_TOLD_TIMES, _ASKED_TIMES, _NOTHING_TIMES = 9, 6, 5
_TRANSLATE_TIMES, _ARITHMETIC_TIMES = 18, 10
# Of what is said: how much is typed without capitals and punctuation, without accents and apostrophes, with a slip,
# comes after a question, has a second fact, stands beside other talk, after a greeting or the like.
_CARELESS, _BARE, _SLIPS, _AFTER_QUESTION, _TWO_FACTS, _BESIDE_TALK = 0.3, 0.1, 0.3, 0.2, 0.12, 0.2
_AFTER_GREETING, _GREETING_WORDS = 0.08, 3
_ANSWER_TIMES = 60


@dataclass(frozen=True)
class FrameExample:
    """What was said and what it means.

    Args:
        turns: the last one is the user's; one before it is a question.
        skill: what should answer.
        slots: in order of their values, which stand in the last turn; an asked fact has none.
    """

    turns: tuple[Turn, ...]
    skill: str
    slots: tuple[tuple[str, str], ...] = ()

    def encoded(self, vocabulary: Vocabulary, max_source_tokens: int) -> tuple[list[int], list[int]]:
        """Source and target ids."""
        ids, spans = vocabulary.encode_with_spans(normalize(self.turns[-1].text))
        target = [vocabulary.symbol_id(skill_symbol(self.skill))]
        for slot, value in self.slots:
            target.append(vocabulary.symbol_id(slot_symbol(slot)))
            start, end = byte_span(normalize(self.turns[-1].text), normalize(value))
            target += [i for i, (first, last) in zip(ids, spans, strict=True) if first < end and last > start]
        return understanding_ids(vocabulary, self.turns, max_source_tokens), target


def byte_span(text: str, value: str) -> tuple[int, int]:
    """Where a value stands in a text, in bytes of UTF-8, as words of its own if it does; of nothing, nowhere.

    Example: `byte_span("Où est Zoé", "Zoé")` -> `(8, 12)`
    """
    if not value:
        return 0, 0
    words = as_words(value).search(text)
    start = len(text[: words.start() if words else text.index(value)].encode())
    return start, start + len(value.encode())


def _stands_in(value: str, text: str) -> bool:
    return bool(not value or as_words(value).search(text))


class FrameExamples:
    """Makes the examples of one epoch, the same for the same seed.

    Args:
        talk: turns that open talk is to answer.
        small_talk: what is said to bots.
        seed: decides all chances.
    """

    def __init__(self, talk: Sequence[str], small_talk: Sequence[str], seed: int = 0):
        self._rng = random.Random(seed)
        self._talk = talk
        self._small_talk = [*itertools.filterfalse(_OTHERS_TALK.search, small_talk), *phrasings(SMALL_TALK)]
        self._remarks = [*phrasings(SMALL_TALK), *phrasings(CHAT)]
        self._greetings = [said for said in phrasings(SMALL_TALK) if len(said.split()) <= _GREETING_WORDS]
        self._questions = [turn for turn in self._talk if turn.endswith("?")] or ["And you?"]
        listed = {kind: fact.values for kind, fact in facts().items()}
        self.values = Values(self._rng, listed, [*self._talk, *self._remarks])

    def __iter__(self) -> Iterator[FrameExample]:
        """All of them but open talk's, kind by kind."""
        yield from self._facts()
        yield from self._translations()
        for said in phrasings(ARITHMETIC) * _ARITHMETIC_TIMES:
            yield self._varied(fill(said, {"sum": self.values.draw("sum")}), ARITHMETIC)
        for name, skill, times in _TIMES:
            for said in phrasings(name) * times:
                yield self._varied(said, skill)
        for said in no_facts() * _NOTHING_TIMES:
            yield self._varied(said, CHAT)
        for said in self._small_talk:
            yield self._varied(said, SMALL_TALK)

    def of_talk(self) -> Iterator[FrameExample]:
        """Those of the turns of open talk."""
        for said in self._talk:
            yield self._varied(said, CHAT)

    def _facts(self) -> Iterator[FrameExample]:
        for kind, fact in facts().items():
            for phrasing in [*fact.tell] * _TOLD_TIMES:
                yield self._told(kind, phrasing)
            for said in [*fact.ask] * _ASKED_TIMES:
                yield self._varied(said, ASK, ((kind, ""),))
            for _ in range(_ANSWER_TIMES):
                yield self._answered(kind, fact)

    def told(self, kind: str, phrasing: str) -> tuple[str, str]:
        """A sentence that tells a fact, and its value."""
        value = self.values.draw(kind)
        return fill(phrasing, {"value": value}), value

    def _told(self, kind: str, phrasing: str) -> FrameExample:
        said, value = self.told(kind, phrasing)
        slots, sentences = [(kind, value)], [said]
        if self._rng.random() < _TWO_FACTS:
            other = self._rng.choice([name for name in facts() if name != kind])
            more, second = self.told(other, self._rng.choice(facts()[other].tell))
            if second not in said and value not in more:
                slots.append((other, second))
                sentences.append(more)
        elif self._rng.random() < _BESIDE_TALK:
            remark = self._rng.choice(self._remarks)
            if value not in remark:
                sentences = self._rng.choice(([remark, said], [said, remark]))
        return self._varied(joined(sentences, self._rng), TELL, tuple(slots))

    def _answered(self, kind: str, fact: Fact) -> FrameExample:
        """A question of the bot's, answered with little more than the value."""
        value = self.values.draw(kind)
        said = self._rng.choice(("{}", "{}.", "{}!", "It's {}.", "{}, and you?", "{} of course", "Well, {}", "just {}"))
        turns = (Turn(BOT, self._rng.choice(fact.question)), Turn(USER, said.format(value)))
        return self._typed(FrameExample(turns, TELL, ((kind, value),)))

    def _translations(self) -> Iterator[FrameExample]:
        for phrasing in phrasings(TRANSLATE) * _TRANSLATE_TIMES:
            values = {slot: self.values.draw(slot) for slot in (PHRASE, LANGUAGE)}
            order = sorted(values, key=lambda slot: phrasing.index("{" + slot + "}"))
            if values[LANGUAGE] not in values[PHRASE]:
                slots = tuple((slot, values[slot]) for slot in order)
                yield self._varied(fill(phrasing, values), TRANSLATE, slots)

    def _varied(self, said: str, skill: str, slots: tuple[tuple[str, str], ...] = ()) -> FrameExample:
        if skill not in (CHAT, SMALL_TALK) and self._rng.random() < _AFTER_GREETING:
            said = joined([self._rng.choice(self._greetings), said], self._rng)
        if self._rng.random() < _SLIPS:
            said = self._slipped(said, [value for _, value in slots])
        turns: tuple[Turn, ...] = (Turn(USER, said),)
        if self._rng.random() < _AFTER_QUESTION:
            turns = (Turn(BOT, self._rng.choice(self._questions)), *turns)
        return self._typed(FrameExample(turns, skill, slots))

    def _slipped(self, said: str, values: Sequence[str]) -> str:
        """What was said with a slip outside of the values; as it is where they would no longer be found."""
        slipped = with_slip(said, " ".join(values).split(), self._rng)
        return slipped if all(value in slipped for value in values) else said

    def _typed(self, example: FrameExample) -> FrameExample:
        """The example as people type, its values likewise, unless one would no longer be found."""
        chance = self._rng.random()
        if chance >= _CARELESS + _BARE:
            return example
        said = example.turns[-1].text
        values = [value for _, value in example.slots]
        if chance < _CARELESS:
            said, values = carelessly(said), [value.lower() for value in values]
        else:
            said, values = without_accents(said), [without_accents(value) for value in values]
        # "That's Ann's" without apostrophes no longer holds the word "Ann".
        if not all(_stands_in(normalize(value), normalize(said)) for value in values):
            return example
        slots = tuple((slot, value) for (slot, _), value in zip(example.slots, values, strict=True))
        return FrameExample((*example.turns[:-1], Turn(USER, said)), example.skill, slots)


# Who speaks of himself may tell a fact, and courtesies are small talk.
_NOT_PLAIN = re.compile(
    r"\b(?:i|i'\w+|im|ive|me|my|mine|we|we'\w+|our|call|name|thanks?|hello|hi|hey|bye|goodbye|sorry|welcome|how are you"
    r"|how's it going|good (?:morning|evening|night|to)|nice (?:to|talking|chatting))\b"
)
_PLAIN_WORDS = 4
# What corpora of small talk answer with a courtesy, and other skills by what was said.
_OTHERS_TALK = re.compile(
    r"^i (?:love|like|hate|have|play|live|work)\b(?! you)|^i(?:'m| am) (?:an? |from )"
    r"|\bmy (?:name|job|age|birthday|favou?rite)\b|\b(?:who|old) (?:am i|i am)\b|\bwas i born\b"
    r"|\b(?:kill|suicid\w*|overdose|die|dead|drown|pills|hurt myself|cut myself|end (?:it|my))\b",
    re.IGNORECASE,
)


def is_plain(turn: str) -> bool:
    """Whether a turn of open talk is certain to be nothing else: no fact about its speaker, no talk of two."""
    return len(turn.split()) >= _PLAIN_WORDS and not _NOT_PLAIN.search(turn.lower().replace("’", "'"))
