"""What a training tells of the bot it makes: replies while it learns, scores before and after."""

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.bot import Chatbot, load_chatbot
from chatbot.dialogue import turns_in
from chatbot.evaluate import DISTRACTORS, evaluate
from chatbot.learning.examples import Example
from chatbot.learning.phrasings import phrasings
from chatbot.symbols import NEUTRAL, SMALL_TALK, UNDERSTAND
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.errors import CorpusError
from shared.text.encoded import EncodedCorpus
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

if TYPE_CHECKING:
    from shared.models.seq2seq import Seq2Seq

_SAMPLES, _SCORED, _ASKED, _LOOKED_AT = 3, 200, 60, 5000
_COLUMNS = ("perplexity", "distinct_2", "generic_rate", "recall_at_1")


def replies_in(corpus: EncodedCorpus, vocabulary: Vocabulary, seed: int) -> Iterator[tuple[list[int], Example]]:
    """Some sources of replies in an encoded corpus, taken by chance, and what they say; it need not be read anew."""
    understand = vocabulary.find(UNDERSTAND)
    for index in random.Random(seed).sample(range(len(corpus)), min(len(corpus), _LOOKED_AT)):
        source, target = (ids.tolist() for ids in corpus[index])
        context = tuple(turns_in(vocabulary, source))
        if context and source[0] != understand:
            yield source, Example(NEUTRAL, context, vocabulary.decode(target))


class Samples:
    """Greedy replies of a model that still learns, to a few things that were said in what it learns.

    Args:
        corpus: of which a few are taken.
        vocabulary: the model's.
    """

    def __init__(self, corpus: EncodedCorpus, vocabulary: Vocabulary):
        self._samples = [*itertools.islice(replies_in(corpus, vocabulary, seed=2), _SAMPLES)]
        self._vocabulary = vocabulary

    def __call__(self, model: "Seq2Seq") -> Iterator[str]:
        """A line for each."""
        from shared.models.stepper import KerasStepper  # loads the framework

        stepper = KerasStepper(model)
        greedy = DecodingOptions(beam_size=1, max_length=40)
        found = search(
            stepper,
            stepper.encode([source for source, _ in self._samples]),
            greedy,
            bos_id=BOS_ID,
            eos_id=EOS_ID,
            banned_ids=self._vocabulary.control_ids - {EOS_ID},
        )
        for (_, example), (best, *_) in zip(self._samples, found, strict=True):
            yield f"  {example.context[-1].text} -> {self._vocabulary.decode(best.token_ids)}"


def scores(before: Path | None, after: Path, held_out: EncodedCorpus, vocabulary: Vocabulary) -> Iterator[str]:
    """A table of what the bot was like and is like, on held-out replies; lines for a reader.

    Args:
        before: the bundle that the training began with, if any.
        after: the one that it made.
        held_out: of which some are taken.
        vocabulary: that it is encoded in.
    """
    kept = [example for _, example in itertools.islice(replies_in(held_out, vocabulary, seed=3), _SCORED)]
    bots = {name: load_chatbot(path) for name, path in (("before", before), ("after", after)) if path}
    try:
        if len(kept) <= DISTRACTORS:
            raise CorpusError(f"{len(kept)} held-out replies are too few to score")
        rows = {name: evaluate(bot, kept) for name, bot in bots.items()}
    except CorpusError as error:
        yield f"no scores: {error}"
    else:
        yield f"on {len(kept)} held-out replies:"
        yield f"{'':8}" + "".join(f"{column:>14}" for column in _COLUMNS)
        for name, row in rows.items():
            yield f"{name:8}" + "".join(f"{row[column]:>14}" for column in _COLUMNS)
    if before:
        same, asked = _same_small_talk(bots["before"], bots["after"], phrasings(SMALL_TALK)[::10][:_ASKED])
        yield f"small talk: {same} of {asked} replies are as before"


def _same_small_talk(before: Chatbot, after: Chatbot, said: Sequence[str]) -> tuple[int, int]:
    replies = [[bot.start(NEUTRAL, seed=1).reply(text).text for text in said] for bot in (before, after)]
    return sum(old == new for old, new in zip(*replies, strict=True)), len(said)
