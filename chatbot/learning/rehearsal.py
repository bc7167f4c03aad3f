"""What a bot that learns more knows already, so that it is not forgotten: small talk, and what is said to open talk."""

import random
from collections.abc import Iterator

from chatbot.bot import Chatbot
from chatbot.dialogue import Turn
from chatbot.learning.examples import Example
from chatbot.learning.phrasings import facts, phrasings, small_talk_wordings
from chatbot.symbols import ASK, CHAT, DATE, SMALL_TALK, UNABLE, USER
from shared.runtime.bundle import Bundle
from shared.runtime.session import Session
from shared.text.variation import carelessly

_MOST = 2000
# What the new corpus may have an answer to, though the bot takes it for something else so far.
_NEW_TO_ANSWER = (CHAT, UNABLE, SMALL_TALK, ASK, DATE)


class Rehearsal:
    """Asks the bot that a training goes on from.

    Args:
        bundle: the bot's.
    """

    def __init__(self, bundle: Bundle):
        self._chatbot = Chatbot(Session(bundle), bundle.vocabulary, dict(bundle.manifest))
        asked = [*phrasings(SMALL_TALK), *phrasings(DATE)]
        asked += [text for fact in facts().values() for text in fact.ask]
        asked += [text for known, others in small_talk_wordings().items() for text in (known, *others)]
        self._asked_elsewhere = {*map(carelessly, asked)}

    def small_talk(self, count: int, seed: int) -> Iterator[Example]:
        """Small talk with the bot's own replies, in its tones; `count` examples at most."""
        rng = random.Random(seed)
        said = [*phrasings(SMALL_TALK), *small_talk_wordings()]
        for number in range(min(count, _MOST)):
            context = (Turn(USER, said[number % len(said)]),)
            tone = rng.choice(self._chatbot.tones)
            for reply in self._chatbot.generator.likeliest(context, tone, SMALL_TALK)[:1]:
                yield Example(tone, context, reply.text, SMALL_TALK)

    def is_talk(self, said: str) -> bool:
        """Whether a turn of the new corpus is open talk's to answer, as the corpus does.

        It is not if it asks another skill in so many words, or if it tells something or has something done.
        """
        if carelessly(said) in self._asked_elsewhere:
            return False
        probabilities = self._chatbot.frame([Turn(USER, said)]).probabilities or {CHAT: 1.0}
        return max(probabilities, key=probabilities.__getitem__) in _NEW_TO_ANSWER
