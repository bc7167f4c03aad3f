from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.frames import all_frames

from chatbot.dialogue import Turn
from chatbot.symbols import (
    ASK,
    BOT,
    CHAT,
    CONTROL_SYMBOLS,
    CRISIS,
    DATE,
    SKILLS,
    TELL,
    TRANSLATE,
    USER,
    VALUE,
    skill_symbol,
    slot_symbol,
)
from chatbot.understanding import FrameGrammar, Understanding, whole_words
from shared.errors import VocabularyError
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

SKILL, BODY_IDS = 10, (20, 21, 22)


@pytest.mark.parametrize("slot_ids", [(11,), (11, 12)])
@pytest.mark.parametrize("valued", [True, False])
@given(body=st.lists(st.sampled_from(BODY_IDS), max_size=4))
def test_the_grammar_allows_what_can_be_written_down_and_nothing_else(slot_ids, valued, body):
    grammar = FrameGrammar(SKILL, slot_ids, body, valued)
    found, open_ones = set(), [()]
    while open_ones:
        frame = open_ones.pop()
        following = grammar(frame)
        assert len(set(following)) == len(following) > 0
        open_ones += [(*frame, token) for token in following if token != EOS_ID]
        found |= {frame} if EOS_ID in following else set()
    # Of an empty text a slot has no value, and no other slot comes after it.
    assert found == {f for f in all_frames(SKILL, slot_ids, body, valued) if body or len(f) == 2}


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("Olean", "I am Oleander.", "Oleander"),
        ("lean", "I am Oleander.", "Oleander"),
        ("Ann", "I am Ann.", "Ann"),
        # Where it stands alone, not inside another word before.
        ("it", "I grew up with it", "it"),
        ("Al", "Also Al", "Al"),
        ("é", "Zoé here", "Zoé"),
        ("C+", "I like C++", "C+"),
        ("ork, U", "New York, USA", "York, USA"),
        ("gone", "not here", "gone"),
        ("", "some text", ""),
        ("some", "", "some"),
    ],
)
def test_whole_words(value, text, expected):
    assert whole_words(value, text) == expected


@dataclass(frozen=True)
class Rows:
    """What every row has said so far."""

    said: tuple

    @property
    def rows(self):
        return len(self.said)

    def take(self, rows):
        return Rows(tuple(self.said[row] for row in rows))


class ScriptedSession:
    """Says the tokens of a script one after the other; of the first ones, with given probabilities."""

    def __init__(self, size, first, script=(), each=0.999):
        self.size, self.first, self.script, self.each, self.encoded = size, first, [*script, EOS_ID], each, []

    def encode(self, sources):
        self.encoded += [tuple(source) for source in sources]
        return Rows(((),) * len(sources))

    def step(self, token_ids, state):
        said = [(*s, int(i)) for s, i in zip(state.said, token_ids, strict=True)]
        log_probs = np.full((len(said), self.size), -20.0)
        for row, tokens in zip(log_probs, said, strict=True):
            if tokens == (BOS_ID,):
                for token, probability in self.first.items():
                    row[token] = np.log(probability)
            elif tokens[2:] == tuple(self.script[: len(tokens) - 2]):
                row[self.script[len(tokens) - 2]] = np.log(self.each)
        return log_probs, Rows(tuple(said))


@pytest.fixture(scope="module")
def vocabulary():
    sentences = ["my name is Oleander and I am 42", "how do you say good morning in French", "what is my name?"] * 5
    return Vocabulary.train(sentences, 400, CONTROL_SYMBOLS, (VALUE,))


@pytest.fixture
def understood(vocabulary):
    """The frame of what was said, by a session that says a script of slots and values; and that session."""

    def understand(*said, script=(), limit=100, each=0.999, **probabilities):
        tokens = []
        for part in script:
            is_slot = part.startswith("<slot:")
            tokens += [vocabulary.symbol_id(part)] if is_slot else vocabulary.encode(part)
        first = {vocabulary.symbol_id(skill_symbol(skill)): p for skill, p in probabilities.items()}
        session = ScriptedSession(len(vocabulary), first, tokens, each)
        turns = [Turn((USER, BOT)[(len(said) - 1 - place) % 2], text) for place, text in enumerate(said)]
        return Understanding(session, vocabulary, limit)(turns), session

    return understand


def test_the_likeliest_skill_answers(understood):
    frame, _ = understood("what day is it", date=0.5, chat=0.2)
    assert (frame.skill, frame.slots) == (DATE, ())
    assert set(frame.probabilities) == set(SKILLS)
    assert sum(frame.probabilities.values()) == pytest.approx(1.0)
    assert frame.probabilities[DATE] == pytest.approx(0.5 / 0.7, abs=1e-4)


@pytest.mark.parametrize(("crisis", "expected"), [(0.35, CRISIS), (0.05, CHAT), (0.9, CRISIS)])
def test_a_crisis_need_not_be_the_likeliest(understood, crisis, expected):
    frame, _ = understood("what for", crisis=crisis, chat=1 - crisis)
    assert frame.skill == expected


@pytest.mark.parametrize(
    ("tell", "each", "expected"), [(0.9, 0.99, TELL), (0.7, 0.99, TELL), (0.55, 0.99, CHAT), (0.9, 0.7, CHAT)]
)
def test_a_fact_and_its_value_must_be_likely_together(understood, tell, each, expected):
    frame, _ = understood("I am 42", script=("<slot:age>", "42"), each=each, tell=tell, chat=0.99 - tell, date=0.01)
    assert frame.skill == expected
    assert frame.slots == ((("age", "42"),) if expected == TELL else ())
    assert frame.probabilities[TELL] == pytest.approx(tell, abs=1e-4)


def test_values_are_read_off(understood):
    script = ("<slot:name>", "Oleander", "<slot:age>", "42")
    frame, _ = understood("my name is Oleander, I am 42.", script=script, tell=0.98, chat=0.02)
    assert frame.skill == TELL
    assert frame.slots == (("name", "Oleander"), ("age", "42"))
    assert (frame.value("age"), frame.value("home")) == ("42", "")


def test_what_is_to_be_translated_is_read_off(understood):
    script = ("<slot:phrase>", "good morning", "<slot:language>", "French")
    frame, _ = understood("how do you say good morning in French", script=script, translate=0.9, chat=0.1)
    assert (frame.skill, frame.slots) == (TRANSLATE, (("phrase", "good morning"), ("language", "French")))


def test_what_was_not_said_is_no_value(understood):
    frame, _ = understood("my name is Ann", script=("<slot:phrase>", "French"), translate=0.98, chat=0.02)
    assert frame.slots
    assert all(value in "my name is Ann" for _, value in frame.slots)


def test_an_asked_fact_has_no_value(understood):
    frame, _ = understood("what is my name?", script=("<slot:name>", "name"), ask=0.9, chat=0.1)
    assert (frame.skill, frame.slots) == (ASK, (("name", ""),))


def test_values_come_out_of_the_last_turn(understood):
    script = ("<slot:name>", "Oleander")
    frame, session = understood("is it Oleander?", "no it is 42", script=script, tell=0.98, chat=0.02)
    assert all("Oleander" not in value for _, value in frame.slots)
    assert len(session.encoded[0]) > 5


@pytest.mark.parametrize("said", ["", "?", "🎉", "é", "my name is Oleander " * 40])
def test_any_text_is_understood(understood, said):
    frame, _ = understood(said, script=("<slot:phrase>", "Oleander"), limit=30, translate=0.98, chat=0.02)
    assert frame.skill == TRANSLATE
    assert "\ufffd" not in dict(frame.slots).get("phrase", "")


def test_the_same_turn_is_understood_once(vocabulary):
    session = ScriptedSession(len(vocabulary), {vocabulary.symbol_id(skill_symbol(DATE)): 1.0})
    understanding = Understanding(session, vocabulary, 100)
    turn, question = Turn(USER, "what day is it"), Turn(BOT, "what?")
    frames = [
        understanding([turn]),
        understanding([turn]),
        understanding([Turn(USER, "hi"), Turn(BOT, "hello"), turn]),
    ]
    assert len(session.encoded) == 1
    assert frames[0] == frames[1] == frames[2]
    understanding([question, turn])
    assert len(session.encoded) == 2


def test_a_vocabulary_that_knows_no_slots_is_refused():
    vocabulary = Vocabulary.train(["hello there"] * 5, 330, ["<neutral>", slot_symbol("name")])
    with pytest.raises(VocabularyError, match="no symbol <skill:chat>"):
        Understanding(ScriptedSession(len(vocabulary), {}), vocabulary, 100)
