import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.dialogue import Turn, understanding_ids
from chatbot.learning.frames import FrameExample, FrameExamples, byte_span, is_plain
from chatbot.symbols import ASK, BOT, CHAT, SKILLS, SLOTS, SMALL_TALK, TELL, TRANSLATE, USER, slot_symbol
from chatbot.understanding import _AROUND, FrameGrammar, whole_words
from shared.text.normalize import normalize
from shared.text.vocabulary import EOS_ID

TALK = ["Where are you going?", "The train was late again.", "The film was too long.", "He can't act at all."]
SMALL = ["hi there bot"]


def everything(seed):
    found = FrameExamples(TALK, SMALL, seed)
    return [*found, *found.of_talk()]


@pytest.fixture(scope="module")
def examples():
    return everything(seed=0)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Où est Zoé", "Zoé", (8, 12)),
        ("my name is Zoé", "Zoé", (11, 15)),
        ("hi all, I'm al", "al", (12, 14)),
        ("I am Anna", "Ann", (5, 8)),
        ("a C++ fan", "C++", (2, 5)),
        ("anything", "", (0, 0)),
    ],
)
def test_where_a_value_stands(text, value, expected):
    assert byte_span(text, value) == expected


@given(before=st.text(max_size=9), value=st.text(min_size=1, max_size=9), after=st.text(max_size=9))
def test_a_span_cuts_out_the_value(before, value, after):
    text = "".join(c for c in before + value + after if c.isprintable())
    value = "".join(c for c in value if c.isprintable())
    start, end = byte_span(text, value)
    assert text.encode()[start:end].decode() == value


def test_values_stand_in_what_was_said(examples):
    for example in examples:
        said = normalize(example.turns[-1].text)
        for slot, value in example.slots:
            assert slot in SLOTS
            assert bool(value) == (example.skill != ASK)
            assert normalize(value) in said


def test_turns_are_a_question_at_most_and_the_user_s(examples):
    for example in examples:
        *before, last = example.turns
        assert last.speaker == USER
        assert len(before) <= 1
        assert all(turn.speaker == BOT and turn.text.endswith("?") for turn in before)
        assert example.skill in SKILLS
        assert bool(example.slots) == (example.skill in (TELL, ASK, TRANSLATE))
        assert "{" not in last.text


def test_targets_decode_back_to_the_values(examples, vocabulary):
    slot_ids = {vocabulary.symbol_id(slot_symbol(slot)): slot for slot in SLOTS}
    for example in examples[::9]:
        said = normalize(example.turns[-1].text)
        _, target = example.encoded(vocabulary, 200)
        starts = [place for place, i in enumerate(target) if i in slot_ids]
        found = [
            (slot_ids[target[start]], vocabulary.decode(target[start + 1 : end]))
            for start, end in itertools.pairwise([*starts, len(target)])
        ]
        # A piece may hold more than the value; whole words of it are what it is.
        found = [(slot, whole_words(value.strip(_AROUND), said)) for slot, value in found]
        assert found == [(slot, normalize(value).strip(_AROUND)) for slot, value in example.slots]


def test_the_grammar_allows_every_target(examples, vocabulary):
    ids = {vocabulary.symbol_id(slot_symbol(slot)): slot for slot in SLOTS}
    for example in examples[::23]:
        source, target = example.encoded(vocabulary, 200)
        body = source[source.index(vocabulary.symbol_id("<user>")) + 1 : -1]
        grammar = FrameGrammar(target[0], list(ids) if example.slots else [], body, example.skill != ASK)
        if not example.slots:
            assert len(target) == 1
            continue
        for place, token in enumerate([*target, EOS_ID]):
            assert token in grammar(target[:place])


def test_letters_that_are_spelled_in_bytes_stay_whole(vocabulary):
    said = "私は Żółć です, ok"
    example = FrameExample((Turn(USER, said),), TELL, (("name", "Żółć"), ("home", "です")))
    source, target = example.encoded(vocabulary, 100)
    assert source == understanding_ids(vocabulary, example.turns, 100)
    assert any(map(vocabulary.is_byte, target))
    assert vocabulary.decode(target).replace(" ", "") == "Żółćです"


def test_the_same_seed_makes_the_same(examples):
    assert everything(seed=0) == examples
    assert everything(seed=1) != examples


def test_every_skill_and_every_slot_is_learned(examples):
    skills = Counter(example.skill for example in examples)
    assert set(skills) == set(SKILLS)
    assert min(skills.values()) > 2000
    assert {slot for example in examples for slot, _ in example.slots} == set(SLOTS)
    assert sum(len(example.slots) > 1 for example in examples if example.skill == TELL) > 1000


def test_open_talk_and_what_is_said_to_bots_are_learned_as_what_they_are(examples):
    of = {skill: {e.turns[-1].text.lower().rstrip(".") for e in examples if e.skill == skill} for skill in SKILLS}
    # One of them may have got a slip.
    assert len({turn.lower().rstrip(".") for turn in TALK} & of[CHAT]) >= len(TALK) - 1
    assert "hi there bot" in of[SMALL_TALK]


@pytest.mark.parametrize("said", ["The train was late again.", "Where are you going?", "Who is that tall man?"])
def test_plain_talk(said):
    assert is_plain(said)


@pytest.mark.parametrize(
    "said",
    [
        *("I really like old trains", "We've moved to the coast.", "That is my name, you know", "Hello to all of you!"),
        *("ok", "Who is that?", "So how are you doing today?", "It was nice talking to you.", "It’s what I’ve got"),
    ],
)
def test_talk_that_may_be_something_else(said):
    assert not is_plain(said)


def test_without_any_talk_there_are_examples():
    assert any(len(example.turns) == 2 for example in itertools.islice(FrameExamples([], []), 500))
