"""What teaches a chatbot its skills, in one stream: what users mean, and replies to facts; knows no corpus."""

import itertools
import random
from collections.abc import Callable, Iterator

from chatbot.learning.examples import Balance, Example
from chatbot.learning.fact_replies import fact_replies
from chatbot.learning.frames import FrameExample, FrameExamples, is_plain

# Each round draws other values; more would teach nothing new.
_MOST_ROUNDS = 3
# Of these examples, how much teaches at most that open talk is nothing else; and how many do.
_TALK_SHARE, _MOST_TALK = 0.3, 6000


def skill_examples(
    plan: Balance, count: int, seed: int, is_talk: Callable[[str], bool] = is_plain
) -> Iterator[FrameExample | Example]:
    """So many examples at most, the same for the same seed.

    Args:
        plan: has what was said in the corpora.
        count: of the examples.
        seed: decides all chances.
        is_talk: whether open talk is to answer a turn of open talk.
    """
    most = min(_MOST_TALK, round(count * _TALK_SHARE))
    talk = [*itertools.islice(filter(is_talk, plan.talk), most)]
    for turn in range(_MOST_ROUNDS if count > 0 else 0):
        frames = FrameExamples(talk, plan.small_talk, seed + turn)
        if turn == 0:
            yield from frames.of_talk()
            count -= len(talk)
        found: list[FrameExample | Example] = [*frames]
        found += fact_replies(plan.pool, seed + turn)
        yield from random.Random(seed).sample(found, min(count, len(found)))
        count -= len(found)
        if count <= 0:
            return
