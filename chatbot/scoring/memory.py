"""Whether the bot remembers what it was told, after other talk, and invents nothing where it was told nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chatbot.bot import Chatbot
from chatbot.learning.phrasings import facts
from chatbot.scoring.result import Failure, Result
from chatbot.scoring.small_talk import nearness
from chatbot.symbols import ASK

_SEED = 1
# Turns of other talk between telling and asking, one number a case in turn.
_BETWEEN = (0, 1, 2, 3, 5, 10)


def score_memory(chatbot: Chatbot, cases: Mapping[str, Any], tones: Sequence[str]) -> Result:
    """Tell, talk of other things, ask: the reply must hold the value.

    Args:
        chatbot: which is asked.
        cases: of each kind a table of cases, `tell`, `ask` and `value`; `distractors` has `turns`.
        tones: in which it is asked, one a case in turn.
    """
    counts, failures = Counter[str](), []
    distractors = _endless(cases["distractors"]["turns"])
    for kind, table in cases.items():
        for number, case in enumerate(table.get("cases", ())):
            conversation = chatbot.start(tones[number % len(tones)], _SEED)
            conversation.reply(case["tell"])
            for _ in range(_BETWEEN[number % len(_BETWEEN)]):
                conversation.reply(next(distractors))
            reply = conversation.reply(case["ask"]).text
            counts[kind] += 1
            if case["value"].lower() not in reply.lower():
                failures.append(Failure(kind, f"{case['tell']} … {case['ask']}", reply, case["value"]))
    return Result("memory", counts, failures)


def score_untold(chatbot: Chatbot, cases: Mapping[str, Any], tones: Sequence[str]) -> Result:
    """Ask for what was never told: the reply must be nearest to one of those that say so, and hold no value."""
    sayings = {kind: [text for texts in fact.unknown.values() for text in texts] for kind, fact in facts().items()}
    counts, failures = Counter[str](), []
    for number, case in enumerate(cases["distractors"]["untold"]):
        conversation = chatbot.start(tones[number % len(tones)], _SEED)
        for turn in cases["distractors"]["turns"][number % 10 : number % 10 + 2]:
            conversation.reply(turn)
        reply = conversation.reply(case["ask"])
        counts[case["kind"]] += 1
        if reply.skill != ASK or not nearness(reply.text, sayings[case["kind"]]):
            failures.append(Failure(case["kind"], case["ask"], reply.text, "that it was not told"))
    return Result("nothing invented", counts, failures)


def _endless(turns: Sequence[str]) -> Iterator[str]:
    while True:
        yield from turns
