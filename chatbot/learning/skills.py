"""What teaches a chatbot its skills, in one stream: what users mean, and replies to facts; knows no corpus."""

import random
from collections.abc import Iterator

from chatbot.learning.examples import Balance, Example
from chatbot.learning.fact_replies import fact_replies
from chatbot.learning.frames import FrameExample, FrameExamples

# Each round draws other values; more would teach nothing new.
_MOST_ROUNDS = 3


def skill_examples(plan: Balance, count: int, seed: int) -> Iterator[FrameExample | Example]:
    """So many examples at most, the same for the same seed."""
    for turn in range(_MOST_ROUNDS if count > 0 else 0):
        found: list[FrameExample | Example] = [*FrameExamples(plan.talk, plan.small_talk, seed + turn)]
        found += fact_replies(plan.pool, seed + turn)
        yield from random.Random(seed).sample(found, min(count, len(found)))
        count -= len(found)
        if count <= 0:
            return
