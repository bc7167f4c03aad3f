"""What a bot that learns more knows already, so that it is not forgotten: small talk, and what is said to open talk."""

import random
from collections.abc import Iterator

from chatbot.bot import Chatbot
from chatbot.dialogue import Turn
from chatbot.learning.examples import Example
from chatbot.learning.phrasings import phrasings
from chatbot.symbols import CHAT, SMALL_TALK, UNABLE, USER
from shared.runtime.bundle import Bundle
from shared.runtime.session import Session

_MOST = 1500


class Rehearsal:
    """Asks the bot that a training goes on from.

    Args:
        bundle: the bot's.
    """

    def __init__(self, bundle: Bundle):
        self._chatbot = Chatbot(Session(bundle), bundle.vocabulary, dict(bundle.manifest))

    def small_talk(self, count: int, seed: int) -> Iterator[Example]:
        """Small talk with the bot's own replies, in its tones; `count` examples at most."""
        rng = random.Random(seed)
        said = phrasings(SMALL_TALK)
        for number in range(min(count, _MOST)):
            context = (Turn(USER, said[number % len(said)]),)
            tone = rng.choice(self._chatbot.tones)
            for reply in self._chatbot.generator.likeliest(context, tone, SMALL_TALK)[:1]:
                yield Example(tone, context, reply.text, SMALL_TALK)

    def is_talk(self, said: str) -> bool:
        """Whether no other skill should answer a turn of the new corpus; what the bot was unable to, it now learns."""
        return self._chatbot.frame([Turn(USER, said)]).skill in (CHAT, UNABLE)
