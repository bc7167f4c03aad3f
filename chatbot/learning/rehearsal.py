"""What a bot that learns more says so far to small talk, to be learned again: so that it is not forgotten."""

import random
from collections.abc import Iterator

from chatbot.bot import Chatbot
from chatbot.dialogue import Turn
from chatbot.learning.examples import Example
from chatbot.learning.phrasings import phrasings
from chatbot.symbols import SMALL_TALK, USER
from shared.runtime.bundle import Bundle
from shared.runtime.session import Session

_MOST = 1500


def rehearsed(bundle: Bundle, count: int, seed: int) -> Iterator[Example]:
    """Small talk with the bundle's own replies, in its tones; `count` examples at most."""
    chatbot = Chatbot(Session(bundle), bundle.vocabulary, dict(bundle.manifest))
    rng = random.Random(seed)
    said = phrasings(SMALL_TALK)
    for number in range(min(count, _MOST)):
        context = (Turn(USER, said[number % len(said)]),)
        tone = rng.choice(chatbot.tones)
        for reply in chatbot.generator.likeliest(context, tone, SMALL_TALK)[:1]:
            yield Example(tone, context, reply.text, SMALL_TALK)
