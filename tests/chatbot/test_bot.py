"""The bot on a bundle that has learned a few turns; the shipped one is in test_small_talk.py."""

import threading

import numpy as np
import pytest

from chatbot import Turn, load_chatbot
from chatbot.dialogue import NEUTRAL, USER
from chatbot.ranking import REFERENCE_UTTERANCES, Candidate, plausible
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


def log_prob_of(chatbot, said, reply):
    source = chatbot.ranker.source(NEUTRAL, [Turn(USER, said)])
    return float(chatbot.ranker.log_probs([source], [reply.token_ids])[0])


def test_candidates_are_ranked_and_differ(chatbot):
    candidates = chatbot.candidates(NEUTRAL, [Turn(USER, "like keys?")], seed=1)
    assert len({candidate.text for candidate in candidates}) == len(candidates) > 1
    scores = [candidate.score for candidate in candidates]
    likely = plausible(
        [Candidate(c.token_ids, log_prob_of(chatbot, "like keys?", c)) for c in candidates],
        chatbot.options.plausible_margin,
    )
    expected = sorted(zip(likely, scores, strict=True), key=lambda pair: (not pair[0], -pair[1]))
    assert list(zip(likely, scores, strict=True)) == expected


def test_the_implausible_come_last():
    likely, special, hopeless = Candidate((4, 5), -3.0), Candidate((6,), -3.0), Candidate((7,), -9.0)
    assert plausible([likely, special, hopeless], 0.6) == [True, True, False]  # within 0.6 nats a token
    assert plausible([hopeless], 0.0) == [True]


def test_mutual_information_against_its_definition(chatbot):
    ranker, vocabulary = chatbot.ranker, chatbot.vocabulary
    replies = ["yes, cats.", "bye bye"]
    context = [Turn(USER, "like cats?")]

    def log_prob(text, turns):
        state = chatbot._session.encode([ranker.source(NEUTRAL, turns)])
        return force(chatbot._session, state, [vocabulary.encode(text)], bos_id=BOS_ID, eos_id=EOS_ID)[0].log_prob

    expected = []
    for reply in replies:
        elsewhere = np.mean([log_prob(reply, [Turn(USER, text)]) for text in REFERENCE_UTTERANCES])
        weight = chatbot.options.information_weight
        expected.append((log_prob(reply, context) - weight * elsewhere) / (len(vocabulary.encode(reply)) + 1))
    candidates = [Candidate(tuple(vocabulary.encode(reply)), log_prob(reply, context)) for reply in replies]
    np.testing.assert_allclose(ranker.scores(candidates), expected, atol=1e-3)
    assert expected[0] > expected[1]


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
