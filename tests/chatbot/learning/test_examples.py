from collections import Counter

import pytest

from chatbot.corpora import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.dialogue import Turn
from chatbot.learning.examples import Example, balance, balanced_examples, examples_of, in_other_words
from chatbot.symbols import BOT, CHAT, CONTROL_SYMBOLS, NEUTRAL, USER, VALUE
from chatbot.symbols import SMALL_TALK as SMALL_TALK_SKILL
from shared.text.vocabulary import Vocabulary


def talk(*turns, kind=OPEN_TALK, tone="neutral"):
    return Conversation(turns, turns[0], kind, tone)


OPEN = [talk(f"question {n}?", f"answer {n}", f"more {n}") for n in range(300)]
SMALL = [
    talk(f"Phrasing {n}?", f"{tone} answer", kind=SMALL_TALK, tone=tone)
    for n in range(20)
    for tone in ("friendly", "witty")
]


def test_every_reply_with_the_turns_before_it():
    first, second, third, fourth = examples_of(talk("a", "b", "c", "d", "e"))
    assert (first.context, first.reply) == ((Turn(USER, "a"),), "b")
    assert (second.context, second.reply) == ((Turn(BOT, "a"), Turn(USER, "b")), "c")
    assert third.context == (Turn(USER, "a"), Turn(BOT, "b"), Turn(USER, "c"))
    assert (fourth.context, fourth.reply) == ((Turn(BOT, "a"), Turn(USER, "b"), Turn(BOT, "c"), Turn(USER, "d")), "e")


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_small_talk_gets_its_share(share):
    plan = balance(OPEN + SMALL, share)
    found = [example for example in balanced_examples(OPEN + SMALL, plan) if example.context]
    small = [example for example in found if example.reply.endswith(" answer")]
    assert len(small) / len(found) == pytest.approx(share, abs=0.03)
    assert len(found) == pytest.approx(plan.examples, rel=0.05)


def test_the_same_every_time():
    plan = balance(OPEN + SMALL, 0.3)
    assert list(balanced_examples(OPEN + SMALL, plan)) == list(balanced_examples(OPEN + SMALL, plan))


def test_small_talk_is_varied():
    found = [e for e in balanced_examples(OPEN + SMALL, balance(OPEN + SMALL, 0.6)) if e.reply.endswith(" answer")]
    assert 0.2 < sum(len(example.context) > 1 for example in found) / len(found) < 0.3
    assert 0.2 < sum(example.context[-1].text.islower() for example in found) / len(found) < 0.4
    assert all(example.context[-1].speaker == USER for example in found)


def test_a_bot_without_a_tone_learns_small_talk_in_a_plain_one():
    found = [e for e in balanced_examples(OPEN + SMALL, balance(OPEN + SMALL, 0.6)) if e.reply.endswith(" answer")]
    asked = Counter((example.reply.split()[0], example.tone) for example in found)
    assert set(asked) == {("friendly", "friendly"), ("friendly", "neutral"), ("witty", "witty")}
    assert 0.35 < asked["friendly", "neutral"] / (asked["friendly", "neutral"] + asked["friendly", "friendly"]) < 0.65


def test_open_talk_is_neutral_and_learned_at_times_as_what_anybody_might_say():
    found = list(balanced_examples(OPEN, balance(OPEN, 0.3)))
    assert {(example.tone, example.skill) for example in found} == {(NEUTRAL, CHAT)}
    alone = [example for example in found if not example.context]
    assert 0.1 < len(alone) / (len(found) - len(alone)) < 0.2
    assert {example.reply for example in alone} < {example.reply for example in found if example.context}


def test_small_talk_asks_for_its_skill():
    assert {example.skill for example in balanced_examples(SMALL, balance(SMALL, 0.3))} == {SMALL_TALK_SKILL}


def test_only_a_bot_s_turns_are_replies_where_it_is_known():
    marked = Conversation(("a", "b", "c", "d"), "a", bot_turns=frozenset({0, 3}))
    (example,) = examples_of(marked)
    assert (example.reply, example.context) == ("d", (Turn(USER, "a"), Turn(BOT, "b"), Turn(USER, "c")))
    assert balance([marked], 0.3).pairs == 1


def test_what_is_said_is_told_by_kind():
    plan = balance(OPEN[:3] + SMALL[:4], 0.3)
    assert sorted(plan.talk) == sorted(turn for talk in OPEN[:3] for turn in talk.turns[:-1])
    assert set(plan.small_talk) == {"Phrasing 0?", "Phrasing 1?"}
    assert set(plan.pool) == {(f"question {n}?", f"answer {n}") for n in range(3)}
    assert (plan.conversations, plan.turns, plan.pairs) == (7, 17, 10)


def test_encoded():
    vocabulary = Vocabulary.train(["hello there", "how are you"] * 5, 350, CONTROL_SYMBOLS, (VALUE,))
    source, target = Example("witty", (Turn(USER, "hello"),), "how are you", SMALL_TALK_SKILL).encoded(vocabulary, 50)
    assert vocabulary.pieces(source[:3]) == ["<witty>", "<skill:small_talk>", "<user>"]
    assert (vocabulary.decode(source), vocabulary.decode(target)) == ("hello", "how are you")


def test_small_talk_alone_is_not_repeated():
    plan = balance(SMALL, 0.3)
    assert len(list(balanced_examples(SMALL, plan))) == len(SMALL) == plan.examples


@pytest.fixture
def wordings(monkeypatch):
    others = [f"Other words {n}?" for n in range(60)]
    monkeypatch.setattr("chatbot.learning.examples.small_talk_wordings", lambda: {"Phrasing 1?": others})
    return others


def test_small_talk_is_learned_in_other_words_unless_they_are_held_out(wordings):
    first, *others = in_other_words(SMALL[2])
    assert first == SMALL[2]
    assert {conversation.turns[1] for conversation in others} == {"friendly answer"}
    said = [conversation.turns[0] for conversation in others]
    assert said == [text for text in wordings if talk(text, "ok", kind=SMALL_TALK).learned]
    assert 40 < len(said) < 60
    found = {e.context[-1].text for e in balanced_examples(OPEN + SMALL, balance(OPEN + SMALL, 0.8)) if e.context}
    assert set(wordings) & found == set(said)


@pytest.mark.usefixtures("wordings")
def test_other_talk_is_learned_as_it_is():
    assert [*in_other_words(SMALL[0])] == [SMALL[0]]
    assert [*in_other_words(talk("Phrasing 1?", "a"))] == [talk("Phrasing 1?", "a")]
