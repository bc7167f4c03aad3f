import pytest

from chatbot.reply import Reply
from chatbot.skills.facts import Ask, Tell
from chatbot.symbols import FACTS, VALUE
from chatbot.understanding import Frame


class FakeGenerator:
    """Replies with the value; keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def drawn(self, history, tone, skill, seed, symbols=(), value="", must_mention=False):
        self.asked.append((tuple(turn.text for turn in history), tone, skill, seed, symbols, value, must_mention))
        return [Reply(f"mentions {value}", skill=skill)]


@pytest.fixture
def generator():
    return FakeGenerator()


def test_what_was_told_is_acknowledged_with_a_mark_for_the_value(request_for, generator):
    frame = Frame("tell", slots=(("name", "Ann"),))
    (reply,) = Tell(generator).replies(request_for(frame, "Hi, who are you?", "Ann! I am Ann."))
    assert reply.text == "mentions Ann"
    said = ("Hi, who are you?", f"{VALUE}! I am Ann.")
    assert generator.asked == [(said, "witty", "tell", 7, ("<slot:name>", VALUE), "Ann", False)]


def test_the_first_fact_that_is_no_taste_is_acknowledged(request_for, generator):
    frame = Frame("tell", slots=(("likes", "tea"), ("name", ""), ("age", "42"), ("home", "Rome")))
    Tell(generator).replies(request_for(frame, "I like tea, I'm 42, I live in Rome"))
    assert [(asked[4], asked[5]) for asked in generator.asked] == [(("<slot:age>", VALUE), "42")]


@pytest.mark.parametrize("kind", FACTS)
def test_tastes_are_left_to_open_talk(request_for, generator, kind):
    replies = Tell(generator).replies(request_for(Frame("tell", slots=((kind, "it"),)), "so it is"))
    assert bool(replies) == (kind not in {"likes", "dislikes", "film", "music", "sport", "food"})


@pytest.mark.parametrize("slots", [(), (("name", ""),)])
def test_without_a_value_nothing_was_told(request_for, generator, slots):
    assert Tell(generator).replies(request_for(Frame("tell", slots=slots), "my name?")) == []
    assert generator.asked == []


def test_what_is_asked_is_recalled_and_must_be_mentioned(request_for, generator):
    told = [(("name", "Ann"),), (("likes", "tea"),), (("likes", "rain"),)]
    for kind in ("name", "likes", "age"):
        Ask(generator).replies(request_for(Frame("ask", slots=((kind, ""),)), "well?", told=told))
    assert [asked[2:] for asked in generator.asked] == [
        ("ask", 7, ("<slot:name>", VALUE), "Ann", True),
        ("ask", 7, ("<slot:likes>", VALUE), "tea and rain", True),
        # What was not told is not invented.
        ("ask", 7, ("<slot:age>",), "", False),
    ]


def test_who_asks_for_nothing_is_left_to_open_talk(request_for, generator):
    assert Ask(generator).replies(request_for(Frame("ask"), "what?")) == []
