import pytest

from chatbot.dialogue import Turn
from chatbot.memory import Memory
from chatbot.skills.skill import Request
from chatbot.symbols import BOT, USER
from chatbot.understanding import Frame


@pytest.fixture
def request_for():
    """What a skill is asked: of turns, the last of which means a frame, after earlier frames."""

    def make(frame, *said, told=(), tone="witty", seed=7):
        turns = [Turn((USER, BOT)[(len(said) - 1 - place) % 2], text) for place, text in enumerate(said)]
        return Request(tone, turns, frame, Memory([*(Frame("tell", slots=slots) for slots in told), frame]), seed)

    return make
