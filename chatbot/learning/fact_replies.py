"""Examples of what the bot says to facts, and to what it cannot do, in each tone; knows no corpus."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.dialogue import Turn, source_ids
from chatbot.learning.phrasings import declined, facts, phrasings
from chatbot.symbols import ASK, BOT, TELL, TONES, UNABLE, USER, VALUE, slot_symbol
from chatbot.wording import fill
from shared.text.variation import carelessly
from shared.text.vocabulary import Vocabulary

_TOLD_TIMES, _ASKED_TIMES, _DECLINED_TIMES = 6, 12, 8
_CARELESS, _AFTER_OTHER_TALK, _UNTOLD = 0.3, 0.3, 0.4


@dataclass(frozen=True)
class FactReply:
    """A reply that mentions a value by its mark, which the value replaces afterwards.

    Args:
        tone, skill: what the source asks for.
        symbols: after them in the source: the kind of fact, and the mark where its value is known.
        context: turns, the last one the user's.
        reply: the target.
    """

    tone: str
    skill: str
    symbols: tuple[str, ...]
    context: tuple[Turn, ...]
    reply: str

    def encoded(self, vocabulary: Vocabulary, max_source_tokens: int) -> tuple[list[int], list[int]]:
        """Source and target ids."""
        source = source_ids(vocabulary, self.context, max_source_tokens, self.tone, self.skill, self.symbols)
        return source, vocabulary.encode(self.reply)


def fact_replies(pool: Sequence[tuple[str, str]], seed: int = 0) -> Iterator[FactReply]:
    """All of one epoch, the same for the same seed; `pool` has exchanges that may come before."""
    rng = random.Random(seed)

    def context(said: str) -> tuple[Turn, ...]:
        last = Turn(USER, carelessly(said) if rng.random() < _CARELESS else said)
        if pool and rng.random() < _AFTER_OTHER_TALK:
            user, bot = rng.choice(pool)
            return Turn(USER, user), Turn(BOT, bot), last
        return (last,)

    mark = {"value": VALUE}
    for kind, fact in facts().items():
        symbol = slot_symbol(kind)
        for said in [*fact.tell] * _TOLD_TIMES:
            tone = rng.choice(TONES)
            reply = fill(rng.choice(fact.acknowledge[tone]), mark)
            yield FactReply(tone, TELL, (symbol, VALUE), context(fill(said, mark)), reply)
        for said in [*fact.ask] * _ASKED_TIMES:
            tone = rng.choice(TONES)
            untold = rng.random() < _UNTOLD
            reply = rng.choice(fact.unknown[tone] if untold else fact.answer[tone])
            symbols = (symbol,) if untold else (symbol, VALUE)
            yield FactReply(tone, ASK, symbols, context(said), fill(reply, mark))
    for said in phrasings(UNABLE) * _DECLINED_TIMES:
        tone = rng.choice(TONES)
        yield FactReply(tone, UNABLE, (), context(said), rng.choice(declined()[tone]))
