"""Examples of what the bot says to facts, and to what it cannot do, in each tone; knows no corpus.

A value is mentioned by its mark, which the value replaces afterwards.
"""

import random
from collections.abc import Iterator, Sequence

from chatbot.dialogue import Turn
from chatbot.learning.examples import Example
from chatbot.learning.phrasings import declined, facts, phrasings
from chatbot.symbols import ASK, BOT, TELL, TONES, UNABLE, USER, VALUE, slot_symbol
from chatbot.wording import fill
from shared.text.variation import carelessly

_TOLD_TIMES, _ASKED_TIMES, _DECLINED_TIMES = 3, 9, 5
_CARELESS, _AFTER_OTHER_TALK, _UNTOLD = 0.3, 0.3, 0.4


def fact_replies(pool: Sequence[tuple[str, str]], seed: int = 0) -> Iterator[Example]:
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
            yield Example(tone, context(fill(said, mark)), reply, TELL, (symbol, VALUE))
        for said in [*fact.ask] * _ASKED_TIMES:
            tone = rng.choice(TONES)
            untold = rng.random() < _UNTOLD
            reply = rng.choice(fact.unknown[tone] if untold else fact.answer[tone])
            symbols = (symbol,) if untold else (symbol, VALUE)
            yield Example(tone, context(said), fill(reply, mark), ASK, symbols)
    for said in phrasings(UNABLE) * _DECLINED_TIMES:
        tone = rng.choice(TONES)
        yield Example(tone, context(said), rng.choice(declined()[tone]), UNABLE)
