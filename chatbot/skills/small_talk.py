"""Small talk: questions to the bot about itself, and courtesies, which have an answer in each tone."""

from chatbot.dialogue import Turn
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
        """See `Skill`; what was said is read with a capital, as nearly all of it was learned."""
        *before, last = request.history
        said = Turn(last.speaker, last.text[:1].upper() + last.text[1:])
        return self._generator.likeliest([*before, said], request.tone, self.name)
