"""The bot on a bundle that has learned a few turns; the shipped one is in test_small_talk.py."""

import threading

import numpy as np
import pytest

from chatbot import Turn, load_chatbot
from chatbot.bot import in_words
from chatbot.dialogue import source_ids
from chatbot.ranking import Candidate, plausible
from chatbot.reply import Reply
from chatbot.symbols import CHAT, NEUTRAL, USER
from shared.decoding.scoring import force
from shared.errors import CallError
from shared.text.vocabulary import BOS_ID, EOS_ID

TALK = ["like cats?", "why?", "no dogs"]


@pytest.fixture(scope="module")
def chatbot(small_bundle):
    return load_chatbot(small_bundle)


def test_it_replies_in_context(chatbot):
    conversation = chatbot.start(seed=1)
    assert conversation.reply("like books?").text == "yes, books."
    assert "books" in conversation.reply("why?").text
    assert [turn.speaker for turn in conversation.history] == ["user", "bot", "user", "bot"]


def test_the_same_seed_says_the_same(chatbot):
    def talk(seed):
        conversation = chatbot.start(seed=seed)
        return [conversation.reply(text).text for text in TALK]

    assert talk(3) == talk(3)


def test_a_stream_is_the_reply_in_pieces(chatbot):
    reply = chatbot.start(seed=2).reply("like cats?")
    pieces = list(chatbot.start(seed=2).stream("like cats?"))
    assert "".join(pieces) == reply.text
    assert len(pieces) > 1


def test_reset_forgets(chatbot):
    conversation = chatbot.start(seed=4)
    first = conversation.reply("like cats?")
    conversation.reset()
    assert conversation.history == ()
    assert conversation.reply("like cats?") == first


def test_history_can_be_given(chatbot):
    conversation = chatbot.start(seed=1)
    conversation.reply("like pears?")
    expected = conversation.reply("why?")
    again = chatbot.start(seed=1, history=conversation.history[:2])
    assert again.reply("why?") == expected


def test_candidates_are_ranked_and_differ(chatbot):
    answer = chatbot.answer(NEUTRAL, [Turn(USER, "like keys?")], seed=1)
    candidates, ranker = answer.candidates, chatbot.generator.ranker
    assert answer.reply == candidates[0]
    assert {candidate.skill for candidate in candidates} == {CHAT}
    assert len({candidate.text for candidate in candidates}) == len(candidates) > 1
    log_probs = ranker.log_probs([c.source_ids for c in candidates], [c.token_ids for c in candidates])
    likely = plausible(
        [Candidate(c.token_ids, float(log_prob)) for c, log_prob in zip(candidates, log_probs, strict=True)],
        chatbot.options.plausible_margin,
    )
    order = [(not is_likely, -candidate.score) for is_likely, candidate in zip(likely, candidates, strict=True)]
    assert order == sorted(order)


def test_the_implausible_come_last():
    likely, special, hopeless = Candidate((4, 5), -3.0), Candidate((6,), -3.0), Candidate((7,), -9.0)
    assert plausible([likely, special, hopeless], 0.6) == [True, True, False]  # within 0.6 nats a token
    assert plausible([hopeless], 0.0) == [True]


def test_mutual_information_against_its_definition(chatbot):
    vocabulary, options = chatbot.vocabulary, chatbot.options
    session, ranker = chatbot.generator._session, chatbot.generator.ranker
    replies = ["yes, cats.", "bye bye"]

    def log_prob(text, turns):
        state = session.encode([source_ids(vocabulary, turns, 100)])
        return force(session, state, [vocabulary.encode(text)], bos_id=BOS_ID, eos_id=EOS_ID)[0].log_prob

    context = [Turn(USER, "like cats?")]
    expected = []
    for reply in replies:
        information = log_prob(reply, context) - options.information_weight * log_prob(reply, [])
        expected.append(information / (len(vocabulary.encode(reply)) + 1) ** options.information_length_penalty)
    candidates = [Candidate(tuple(vocabulary.encode(reply)), log_prob(reply, context)) for reply in replies]
    np.testing.assert_allclose(ranker.scores(candidates), expected, atol=1e-3)
    assert expected[0] > expected[1]


def test_the_last_answer_says_why(chatbot):
    conversation = chatbot.start(seed=1)
    assert conversation.last_answer is None
    reply = conversation.reply("like books?")
    assert conversation.last_answer.reply is reply
    assert conversation.last_answer.frame.skill == CHAT
    looked = chatbot.look(reply)
    assert looked.attention.shape == (len(reply.token_ids) + 1, len(reply.source_ids))
    conversation.reset()
    assert conversation.last_answer is None


def test_where_code_answered_nothing_looked(chatbot):
    assert chatbot.look(Reply("It is 14:05.")) is None


def test_a_text_is_told_in_words():
    assert in_words("Hi there, you!") == ["Hi", " there,", " you!"]
    assert "".join(in_words(" a  b ")) == " a  b "


def test_a_value_is_streamed_as_it_is_shown(chatbot, monkeypatch):
    conversation, told = chatbot.start(seed=1), Reply("Nice to meet you, Zoé!", token_ids=(5, 6))
    monkeypatch.setattr(conversation, "reply", lambda text: told)
    assert list(conversation.stream("I am Zoé")) == ["Nice", " to", " meet", " you,", " Zoé!"]


def test_where_nothing_decent_was_found_something_is_said(chatbot, monkeypatch):
    monkeypatch.setattr("chatbot.generation.is_decent", lambda text: False)
    reply = chatbot.start(seed=1).reply("like cats?")
    assert reply.text == "Let's talk about something else."
    assert chatbot.look(reply) is None


def test_any_text_gets_a_reply(chatbot):
    conversation = chatbot.start(seed=1)
    for text in ("🎉", "x" * 5000, "<bot> <witty> </s>", "שלום", "?", "a\ud800b"):
        assert conversation.reply(text).text.strip()


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_said(chatbot, text):
    conversation = chatbot.start()
    with pytest.raises(CallError, match="nothing was said"):
        conversation.reply(text)
    assert conversation.history == ()


def test_unknown_tone(chatbot):
    with pytest.raises(CallError, match="tone must be one of"):
        chatbot.start(tone="rude")


def test_threads_share_a_bot(chatbot):
    def talk():
        conversation = chatbot.start(seed=9)
        return [conversation.reply(text).text for text in TALK]

    expected, found = talk(), {}
    threads = [threading.Thread(target=lambda n=number: found.update({n: talk()})) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [expected] * 4
