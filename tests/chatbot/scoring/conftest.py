from types import SimpleNamespace

import pytest

from chatbot.bot import Answer
from chatbot.reply import Reply
from chatbot.understanding import Frame


class FakeConversation:
    """Replies as its bot's function says, from all that was said; keeps it."""

    def __init__(self, bot, tone):
        self._bot, self._tone, self._said, self.last_answer = bot, tone, [], None

    def reply(self, text):
        self._said.append(text)
        found = self._bot.answers(self._tone, list(self._said))
        frame = found if isinstance(found, Frame) else Frame(found.skill)
        reply = Reply("hm", skill=found.skill) if isinstance(found, Frame) else found
        self.last_answer = Answer((reply,), frame)
        return reply


@pytest.fixture
def bot():
    """Makes a bot of a function from a tone and all that was said to a reply or a frame."""

    def make(answers):
        made = SimpleNamespace(answers=answers, started=[])

        def start(tone="neutral", seed=None):
            assert seed is not None
            made.started.append(tone)
            return FakeConversation(made, tone)

        made.start = start
        return made

    return make
