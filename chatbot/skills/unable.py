"""What the bot cannot do or know: it says so."""

from chatbot.generation import Generator
from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import UNABLE


class Unable:
    """Declines, in the decoder's words."""

    name = UNABLE

    def __init__(self, generator: Generator):
        self._generator = generator

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return self._generator.drawn(request.history, request.tone, self.name, request.seed)
