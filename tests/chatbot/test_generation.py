"""Replies from the decoder, on a bundle that has learned a few turns and no value."""

import pytest

from chatbot import Turn, load_chatbot
from chatbot.symbols import ASK, CHAT, NEUTRAL, USER, VALUE

SAID = [Turn(USER, "like cats?")]


@pytest.fixture(scope="module")
def generator(small_bundle):
    return load_chatbot(small_bundle).generator


def test_the_likeliest_is_the_beam_s_best(generator):
    best, *others = generator.likeliest(SAID, NEUTRAL, CHAT)
    assert best.text == generator.greedy(SAID) == "yes, cats."
    assert best.source_ids == tuple(generator.source(SAID))
    assert len(others) == generator.options.beam_candidates - 1
    assert all(other.score <= best.score for other in others)


def test_few_are_drawn_the_same_for_the_same_seed(generator):
    assert generator.drawn(SAID, NEUTRAL, CHAT, 1) == generator.drawn(SAID, NEUTRAL, CHAT, 1)
    assert {len(generator.drawn(SAID, NEUTRAL, CHAT, seed)) for seed in range(9)} <= {1, 2, 3}


def test_a_value_that_is_not_known_is_never_mentioned(generator, monkeypatch):
    seen = []
    real = generator._search
    monkeypatch.setattr(generator, "_search", lambda *arguments: seen.append(arguments[3:]) or real(*arguments))
    mark = generator.vocabulary.symbol_id(VALUE)
    generator.drawn(SAID, NEUTRAL, ASK, 1)
    generator.drawn(SAID, NEUTRAL, ASK, 1, value="Ann")
    generator.drawn(SAID, NEUTRAL, ASK, 1, value="Ann", must_mention=True)
    assert seen == [([], [mark]), ([], []), ([mark], [])]


def test_what_must_be_mentioned_is(generator):
    for seed in range(5):
        for reply in generator.drawn(SAID, NEUTRAL, ASK, seed, ("<slot:name>", VALUE), "Ann", must_mention=True):
            assert reply.text.count("Ann") == 1
            assert VALUE not in reply.text


def test_what_is_indecent_with_its_value_is_not_said(generator, monkeypatch):
    monkeypatch.setattr("chatbot.generation.is_decent", lambda text: "Ann" not in text)
    drawn = [generator.drawn(SAID, NEUTRAL, ASK, seed, (), "Ann", must_mention=True) for seed in range(5)]
    assert drawn == [[]] * 5
    assert generator.drawn(SAID, NEUTRAL, CHAT, 1)


def test_nothing_decent_is_no_candidate(generator, monkeypatch):
    monkeypatch.setattr("chatbot.generation.is_decent", lambda text: False)
    assert generator.likeliest(SAID, NEUTRAL, CHAT) == generator.informative(SAID, NEUTRAL, 1) == []
