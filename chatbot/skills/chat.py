"""Open talk: candidates by beam and sampling, the best by mutual information."""

from chatbot.generation import Generator
from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import CHAT, NEUTRAL


class Chat:
    """Says what fits this context more than others.

    Conversations that could be learned from have no tone, so open talk is the same in all of them.
    """

    name = CHAT

    def __init__(self, generator: Generator):
        self._generator = generator

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return self._generator.informative(request.history, NEUTRAL, request.seed)
