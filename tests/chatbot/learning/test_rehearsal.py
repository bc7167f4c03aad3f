from types import SimpleNamespace

import pytest

from chatbot.learning.phrasings import phrasings
from chatbot.learning.rehearsal import Rehearsal
from chatbot.reply import Reply
from chatbot.symbols import ASK, CHAT, CRISIS, SMALL_TALK, TELL, UNABLE
from chatbot.understanding import Frame

# What the bot takes things for; all else is beyond it.
TAKEN_FOR = {"I lost my card.": TELL, "Where is my book?": ASK, "Help me": CRISIS, "Do you have books?": SMALL_TALK}


class KnownBot:
    """Takes what was said for what the table says, and repeats small talk."""

    tones = ("friendly", "witty")

    def __init__(self, *_):
        self.generator = SimpleNamespace(likeliest=lambda turns, tone, skill: [Reply(f"{tone}: {turns[-1].text}")])

    def frame(self, turns):
        skill = TAKEN_FOR.get(turns[-1].text, UNABLE)
        return Frame(skill, {CHAT: 0.1, skill: 0.9})


@pytest.fixture
def rehearsal(monkeypatch):
    monkeypatch.setattr("chatbot.learning.rehearsal.Chatbot", KnownBot)
    monkeypatch.setattr("chatbot.learning.rehearsal.Session", lambda bundle: None)
    return Rehearsal(SimpleNamespace(vocabulary=None, manifest={}))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("When do you open?", True),
        ("Do you have books?", True),
        ("Where is my book?", True),
        ("I lost my card.", False),
        ("Help me", False),
        (phrasings(SMALL_TALK)[0], False),
        ("what was my job again", False),
    ],
)
def test_what_the_new_corpus_answers(rehearsal, said, expected):
    assert rehearsal.is_talk(said) == expected


def test_small_talk_is_said_again_as_the_bot_says_it(rehearsal):
    found = [*rehearsal.small_talk(40, seed=1)]
    assert len(found) == 40 == len({example.context for example in found})
    assert {example.tone for example in found} == {"friendly", "witty"}
    assert all(example.reply == f"{example.tone}: {example.context[-1].text}" for example in found)
    assert {example.skill for example in found} == {SMALL_TALK}
