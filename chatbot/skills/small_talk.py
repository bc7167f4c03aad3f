"""Small talk: questions to the bot about itself, and courtesies, which have an answer in each tone."""

from chatbot.generation import Generator
from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import SMALL_TALK


class SmallTalk:
    """Says what is likeliest: here one answer is right."""

    name = SMALL_TALK

    def __init__(self, generator: Generator):
        self._generator = generator

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return self._generator.likeliest(request.history, request.tone, self.name)
