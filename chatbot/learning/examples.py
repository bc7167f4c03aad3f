"""From conversations to examples of replies, small talk balanced against open talk, and in more words than it has."""

import dataclasses
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.corpora.conversation import OPEN_TALK, SMALL_TALK, Conversation
from chatbot.dialogue import CONTEXT_TURNS, PLAIN_TONES, Turn, source_ids
from chatbot.learning.phrasings import small_talk_wordings
from chatbot.symbols import BOT, CHAT, NEUTRAL, USER
from chatbot.symbols import SMALL_TALK as SMALL_TALK_SKILL
from shared.text.sample import Reservoir
from shared.text.splits import hash_order
from shared.text.variation import carelessly, with_slip
from shared.text.vocabulary import Vocabulary

_POOL_SIZE, _SAID_SIZE = 5000, 20_000
# Of the repetitions of a piece of small talk: how many come after other talk, how many are typed without
# capitals and final punctuation, how many with a slip, and how many of those in a plain tone are learned as neutral.
_AFTER_OTHER_TALK, _CARELESS, _SLIPS, _NEUTRAL = 0.25, 0.3, 0.15, 0.5
# Of the replies of open talk: how many are learned once more without their context, as what anybody might say.
_WITHOUT_CONTEXT = 0.15


@dataclass(frozen=True)
class Example:
    """A reply to learn and what was said before it, the last turn being the user's.

    Args:
        tone, skill: what the source asks for.
        context: the turns before; none in an example of what anybody might say.
        reply: the target.
        symbols: after the skill in the source: of a fact its kind, and the mark where its value is known.
    """

    tone: str
    context: tuple[Turn, ...]
    reply: str
    skill: str = CHAT
    symbols: tuple[str, ...] = ()

    def encoded(self, vocabulary: Vocabulary, max_source_tokens: int) -> tuple[list[int], list[int]]:
        """Source and target ids."""
        source = source_ids(vocabulary, self.context, max_source_tokens, self.tone, self.skill, self.symbols)
        return source, vocabulary.encode(self.reply)


@dataclass(frozen=True)
class Balance:
    """How often small talk is repeated, what may come before it, and what people say.

    Args:
        repeats: for each example of small talk, times it is learned in an epoch.
        pool: exchanges of open talk, two turns each.
        examples: how many examples there will be.
        conversations, turns, pairs: how many there are.
        talk, small_talk: some of what is said in open talk, and to bots.
    """

    repeats: float
    pool: Sequence[tuple[str, str]]
    examples: int
    talk: Sequence[str] = ()
    small_talk: Sequence[str] = ()
    conversations: int = 0
    turns: int = 0
    pairs: int = 0


def balance(conversations: Iterable[Conversation], small_talk_share: float) -> Balance:
    """Decide, in one pass, how to make small talk this share of what is learned.

    Few as its answers are, it would drown in open talk if it were learned as it comes, and drown the
    open talk if it were repeated without a limit.
    """
    counts = {OPEN_TALK: 0, SMALL_TALK: 0}
    read = turns = 0
    pool = Reservoir[tuple[str, str]](_POOL_SIZE, seed=0)
    said = {kind: Reservoir[str](_SAID_SIZE, seed=1) for kind in counts}
    for conversation in conversations:
        read, turns = read + 1, turns + len(conversation.turns)
        for same in in_other_words(conversation):
            counts[same.kind] += len(reply_places(same))
            for turn in same.turns[:-1]:
                said[same.kind].add(turn)
        if conversation.kind == OPEN_TALK:
            pool.add((conversation.turns[0], conversation.turns[1]))
    repeats = 1.0
    if counts[OPEN_TALK] and counts[SMALL_TALK]:
        wanted = counts[OPEN_TALK] * small_talk_share / (1 - small_talk_share)
        repeats = wanted / counts[SMALL_TALK]
    examples = counts[OPEN_TALK] + round(repeats * counts[SMALL_TALK])
    talk, small_talk = said[OPEN_TALK].kept, said[SMALL_TALK].kept
    return Balance(repeats, pool.kept, examples, talk, small_talk, read, turns, sum(counts.values()))


def in_other_words(conversation: Conversation) -> Iterator[Conversation]:
    """A conversation and, if it is small talk for which other wordings are known, the same in those of them.

    What is not to be learned of a corpus is not learned this way either.
    """
    yield conversation
    asked, *rest = conversation.turns
    for other in small_talk_wordings().get(asked, ()) if conversation.kind == SMALL_TALK else ():
        same = dataclasses.replace(conversation, turns=(other, *rest), first_turn=other)
        if same.learned:
            yield same


def reply_places(conversation: Conversation) -> list[int]:
    """Which turns may be learned as replies: those of the bot, if the corpus tells, that come after another."""
    places = range(len(conversation.turns)) if conversation.bot_turns is None else sorted(conversation.bot_turns)
    return [place for place in places if place]


def examples_of(conversation: Conversation) -> Iterator[Example]:
    """Every reply of a conversation that may be learned, with the turns before it."""
    skill = SMALL_TALK_SKILL if conversation.kind == SMALL_TALK else CHAT
    for place in reply_places(conversation):
        first = max(0, place - CONTEXT_TURNS)
        context = tuple(
            Turn(USER if (place - index) % 2 else BOT, conversation.turns[index]) for index in range(first, place)
        )
        yield Example(conversation.tone, context, conversation.turns[place], skill)


def balanced_examples(conversations: Iterable[Conversation], plan: Balance) -> Iterator[Example]:
    """The examples of all conversations, small talk repeated and varied as planned; the same every time."""
    for conversation in conversations:
        for example in itertools.chain.from_iterable(map(examples_of, in_other_words(conversation))):
            if conversation.kind == SMALL_TALK:
                yield from _repeated(example, plan)
                continue
            yield example
            if _random(example).random() < _WITHOUT_CONTEXT:
                yield dataclasses.replace(example, context=())


def _random(example: Example) -> random.Random:
    """Chances that depend on the example only: the same in every run."""
    text = f"{example.tone}\t{example.context[-1].text}\t{example.reply}"
    return random.Random(hash_order(text))


def _repeated(example: Example, plan: Balance) -> Iterator[Example]:
    rng = _random(example)
    whole = int(plan.repeats)
    for _ in range(whole + (rng.random() < plan.repeats - whole)):
        yield _varied(example, plan.pool, rng)


def _varied(example: Example, pool: Sequence[tuple[str, str]], rng: random.Random) -> Example:
    """The example as it is, typed carelessly, with a slip, after other talk, under the neutral tone, or several."""
    *before, last = example.context
    tone = NEUTRAL if example.tone in PLAIN_TONES and rng.random() < _NEUTRAL else example.tone
    if rng.random() < _CARELESS:
        last = dataclasses.replace(last, text=carelessly(last.text))
    if rng.random() < _SLIPS:
        last = dataclasses.replace(last, text=with_slip(last.text, (), rng))
    if pool and rng.random() < _AFTER_OTHER_TALK:
        user, bot = rng.choice(pool)
        before = [Turn(USER, user), Turn(BOT, bot)]
    return dataclasses.replace(example, tone=tone, context=(*before, last))
