from collections import Counter

import pytest

from chatbot.decency import is_decent
from chatbot.learning.fact_replies import fact_replies
from chatbot.symbols import ASK, BOT, FACTS, TELL, TONES, UNABLE, USER, VALUE, slot_symbol

POOL = [("Where are you?", "At home."), ("Why?", "Because.")]


@pytest.fixture(scope="module")
def replies():
    return list(fact_replies(POOL, seed=0))


def test_the_mark_stands_for_the_value(replies):
    for reply in replies:
        said = reply.context[-1].text
        known = VALUE in reply.symbols
        assert (VALUE in said) == (reply.skill == TELL)
        assert known or VALUE not in reply.reply
        assert (VALUE in reply.reply) or not (reply.skill == ASK and known)
        assert "{" not in said + reply.reply


def test_the_kind_of_fact_is_told_first(replies):
    kinds = {slot_symbol(kind) for kind in FACTS}
    assert {reply.symbols[0] for reply in replies if reply.skill != UNABLE} == kinds
    assert {reply.symbols for reply in replies if reply.skill == UNABLE} == {()}
    assert {len(reply.symbols) for reply in replies if reply.skill == TELL} == {2}


def test_all_skills_and_tones_in_fair_shares(replies):
    tones = Counter((reply.skill, reply.tone) for reply in replies)
    assert set(tones) == {(skill, tone) for skill in (TELL, ASK, UNABLE) for tone in TONES}
    asked = [reply for reply in replies if reply.skill == ASK]
    assert 0.35 < sum(len(reply.symbols) == 1 for reply in asked) / len(asked) < 0.45


def test_some_come_after_other_talk(replies):
    after = [reply for reply in replies if len(reply.context) > 1]
    assert 0.25 < len(after) / len(replies) < 0.35
    assert {(user.text, bot.text) for user, bot, _ in (reply.context for reply in after)} == set(POOL)
    assert all(turns[0].speaker == USER and turns[1].speaker == BOT for turns in (reply.context for reply in after))
    assert all(reply.context[-1].speaker == USER for reply in replies)
    assert {len(reply.context) for reply in fact_replies([])} == {1}


def test_nothing_indecent_is_learned(replies):
    assert [reply.reply for reply in replies if not is_decent(reply.reply)] == []


def test_the_same_seed_makes_the_same(replies):
    assert list(fact_replies(POOL, seed=0)) == replies
    assert list(fact_replies(POOL, seed=1)) != replies


def test_encoded(replies, vocabulary):
    mark = vocabulary.symbol_id(VALUE)
    for reply in replies[::97]:
        source, target = reply.encoded(vocabulary, 200)
        assert vocabulary.pieces(source[:2]) == [f"<{reply.tone}>", f"<skill:{reply.skill}>"]
        assert source[2 : 2 + len(reply.symbols)] == [vocabulary.symbol_id(symbol) for symbol in reply.symbols]
        assert vocabulary.decode(target) == reply.reply
        assert target.count(mark) == reply.reply.count(VALUE)
