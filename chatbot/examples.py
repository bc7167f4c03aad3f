"""From conversations to training examples: context, tone and reply, small talk balanced against open talk."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.corpora.conversation import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.dialogue import BOT, CONTEXT_TURNS, NEUTRAL, PLAIN_TONES, TONES, USER, Turn
from shared.text.sample import reservoir_sample
from shared.text.splits import hash_order
from shared.text.variation import carelessly

_POOL_SIZE = 5000
# Of the repetitions of a piece of small talk: how many come after other talk, how many are typed without
# capitals and final punctuation, and how many of those in a plain tone are learned as neutral.
_AFTER_OTHER_TALK, _CARELESS, _NEUTRAL = 0.4, 0.3, 0.5
# Corpora have no open talk in a tone: this share is learned under one all the same, or a bot with a tone
# would know nothing but small talk.
_OPEN_TALK_WITH_TONE = 0.3


@dataclass(frozen=True)
class Example:
    """A reply to learn and what was said before it, the last turn being the user's."""

    tone: str
    context: tuple[Turn, ...]
    reply: str


@dataclass(frozen=True)
class Balance:
    """How often small talk is repeated, and what may come before it.

    Args:
        repeats: for each example of small talk, times it is learned in an epoch.
        pool: exchanges of open talk, two turns each.
        examples: how many examples there will be.
    """

    repeats: float
    pool: Sequence[tuple[str, str]]
    examples: int


def balance(conversations: Iterable[Conversation], small_talk_share: float) -> Balance:
    """Decide, in one pass, how to make small talk this share of what is learned.

    Few as its answers are, it would drown in open talk if it were learned as it comes, and drown the
    open talk if it were repeated without a limit.
    """
    counts = {OPEN_TALK: 0, SMALL_TALK: 0}

    def exchanges() -> Iterator[tuple[str, str]]:
        for conversation in conversations:
            counts[conversation.kind] += len(conversation.turns) - 1
            if conversation.kind == OPEN_TALK:
                yield conversation.turns[0], conversation.turns[1]

    pool, _ = reservoir_sample(exchanges(), _POOL_SIZE, seed=0)
    repeats = 1.0
    if counts[OPEN_TALK] and counts[SMALL_TALK]:
        wanted = counts[OPEN_TALK] * small_talk_share / (1 - small_talk_share)
        repeats = wanted / counts[SMALL_TALK]
    return Balance(repeats, pool, counts[OPEN_TALK] + round(repeats * counts[SMALL_TALK]))


def examples_of(conversation: Conversation) -> Iterator[Example]:
    """Every reply of a conversation with the turns before it."""
    for place in range(1, len(conversation.turns)):
        first = max(0, place - CONTEXT_TURNS)
        context = tuple(
            Turn(USER if (place - index) % 2 else BOT, conversation.turns[index]) for index in range(first, place)
        )
        yield Example(conversation.tone, context, conversation.turns[place])


def balanced_examples(conversations: Iterable[Conversation], plan: Balance) -> Iterator[Example]:
    """The examples of all conversations, small talk repeated and varied as planned; the same every time."""
    for conversation in conversations:
        for example in examples_of(conversation):
            if conversation.kind == OPEN_TALK:
                yield _toned(example, _random(example))
            else:
                yield from _repeated(example, plan)


def _random(example: Example) -> np.random.Generator:
    """Chances that depend on the example only: the same in every run."""
    text = f"{example.tone}\t{example.context[-1].text}\t{example.reply}"
    return np.random.default_rng(int.from_bytes(hash_order(text)[:8], "big"))


def _toned(example: Example, rng: np.random.Generator) -> Example:
    if example.tone != NEUTRAL or rng.random() >= _OPEN_TALK_WITH_TONE:
        return example
    return dataclasses.replace(example, tone=TONES[1 + int(rng.random() * (len(TONES) - 1))])


def _repeated(example: Example, plan: Balance) -> Iterator[Example]:
    rng = _random(example)
    whole = int(plan.repeats)
    for _ in range(whole + (rng.random() < plan.repeats - whole)):
        yield _varied(example, plan.pool, rng.random)


def _varied(example: Example, pool: Sequence[tuple[str, str]], random: Callable[[], float]) -> Example:
    """The example as it is, typed carelessly, after other talk, under the neutral tone, or several of these."""
    *before, last = example.context
    tone = NEUTRAL if example.tone in PLAIN_TONES and random() < _NEUTRAL else example.tone
    if random() < _CARELESS:
        last = dataclasses.replace(last, text=carelessly(last.text))
    if pool and random() < _AFTER_OTHER_TALK:
        user, bot = pool[int(random() * len(pool))]
        before = [Turn(USER, user), Turn(BOT, bot)]
    return dataclasses.replace(example, tone=tone, context=(*before, last))
