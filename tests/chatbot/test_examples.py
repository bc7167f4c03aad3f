from collections import Counter

import pytest

from chatbot.corpora import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.dialogue import BOT, TONES, USER, Turn
from chatbot.examples import balance, balanced_examples, examples_of


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
    assert (fourth.context, fourth.reply) == ((Turn(USER, "b"), Turn(BOT, "c"), Turn(USER, "d")), "e")


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_small_talk_gets_its_share(share):
    plan = balance(OPEN + SMALL, share)
    found = list(balanced_examples(OPEN + SMALL, plan))
    small = [example for example in found if example.reply.endswith(" answer")]
    assert len(small) / len(found) == pytest.approx(share, abs=0.03)
    assert len(found) == pytest.approx(plan.examples, rel=0.05)


def test_the_same_every_time():
    plan = balance(OPEN + SMALL, 0.3)
    assert list(balanced_examples(OPEN + SMALL, plan)) == list(balanced_examples(OPEN + SMALL, plan))


def test_small_talk_is_varied():
    found = [e for e in balanced_examples(OPEN + SMALL, balance(OPEN + SMALL, 0.6)) if e.reply.endswith(" answer")]
    assert 0.25 < sum(len(example.context) > 1 for example in found) / len(found) < 0.55
    assert 0.2 < sum(example.context[-1].text.islower() for example in found) / len(found) < 0.4
    assert all(example.context[-1].speaker == USER for example in found)


def test_a_bot_without_a_tone_learns_small_talk_in_a_plain_one():
    found = [e for e in balanced_examples(OPEN + SMALL, balance(OPEN + SMALL, 0.6)) if e.reply.endswith(" answer")]
    asked = Counter((example.reply.split()[0], example.tone) for example in found)
    assert set(asked) == {("friendly", "friendly"), ("friendly", "neutral"), ("witty", "witty")}
    assert 0.35 < asked["friendly", "neutral"] / (asked["friendly", "neutral"] + asked["friendly", "friendly"]) < 0.65


def test_open_talk_is_learned_in_every_tone():
    tones = Counter(example.tone for example in balanced_examples(OPEN, balance(OPEN, 0.3)))
    assert set(tones) == set(TONES)
    assert 0.6 < tones["neutral"] / tones.total() < 0.8


def test_small_talk_alone_is_not_repeated():
    plan = balance(SMALL, 0.3)
    assert len(list(balanced_examples(SMALL, plan))) == len(SMALL) == plan.examples
