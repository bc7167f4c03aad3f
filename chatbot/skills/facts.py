"""Facts that users tell about themselves, and ask for later; the decoder words them around the value."""

from chatbot.dialogue import Turn
from chatbot.generation import Generator
from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import ASK, TELL, VALUE, slot_symbol

# Tastes are what open talk is about: they are remembered, and talked about as anything else is.
_TASTES = frozenset({"likes", "dislikes", "film", "music", "sport", "food"})


class Tell:
    """Acknowledges what was told."""

    name = TELL

    def __init__(self, generator: Generator):
        self._generator = generator

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`; tastes are left to open talk."""
        told = [(kind, value) for kind, value in request.frame.slots if value and kind not in _TASTES]
        if not told:
            return []
        kind, value = told[0]
        last = request.history[-1]
        history = [*request.history[:-1], Turn(last.speaker, last.text.replace(value, VALUE, 1))]
        symbols = (slot_symbol(kind), VALUE)
        return self._generator.drawn(history, request.tone, TELL, request.seed, symbols, value)


class Ask:
    """Says what was told, or that nothing was."""

    name = ASK

    def __init__(self, generator: Generator):
        self._generator = generator

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        if not request.frame.slots:
            return []
        kind, _ = request.frame.slots[0]
        value = request.memory.recall(kind)
        symbols = (slot_symbol(kind), VALUE) if value else (slot_symbol(kind),)
        return self._generator.drawn(
            request.history, request.tone, ASK, request.seed, symbols, value, must_mention=bool(value)
        )
