"""What a training tells of the bot it makes: replies while it learns, scores before and after."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.bot import Chatbot, load_chatbot
from chatbot.corpora import Conversation
from chatbot.evaluate import DISTRACTORS, evaluate
from chatbot.learning.examples import Example, examples_of
from chatbot.learning.phrasings import phrasings
from chatbot.symbols import NEUTRAL, SMALL_TALK
from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.errors import CorpusError
from shared.text.sample import Reservoir
from shared.text.vocabulary import BOS_ID, EOS_ID, Vocabulary

if TYPE_CHECKING:
    from shared.models.seq2seq import Seq2Seq

_SAMPLES, _SCORED, _ASKED = 3, 200, 60
_COLUMNS = ("perplexity", "distinct_2", "generic_rate", "recall_at_1")


class Samples:
    """Greedy replies of a model that still learns, to a few things that were said in the corpora.

    Args:
        examples: of which a few are taken.
        vocabulary: the model's.
        max_source_tokens: the longest source.
    """

    def __init__(self, examples: Iterable[Example], vocabulary: Vocabulary, max_source_tokens: int):
        kept = Reservoir[Example](_SAMPLES, seed=2)
        for example in examples:
            kept.add(example)
        self._examples, self._vocabulary = kept.kept, vocabulary
        self._sources = [example.encoded(vocabulary, max_source_tokens)[0] for example in kept.kept]

    def __call__(self, model: "Seq2Seq") -> Iterator[str]:
        """A line for each."""
        from shared.models.stepper import KerasStepper  # loads the framework

        stepper = KerasStepper(model)
        greedy = DecodingOptions(beam_size=1, max_length=40)
        found = search(
            stepper,
            stepper.encode(self._sources),
            greedy,
            bos_id=BOS_ID,
            eos_id=EOS_ID,
            banned_ids=self._vocabulary.control_ids - {EOS_ID},
        )
        for example, (best, *_) in zip(self._examples, found, strict=True):
            yield f"  {example.context[-1].text} -> {self._vocabulary.decode(best.token_ids)}"


def scores(before: Path | None, after: Path, conversations: Iterable[Conversation]) -> Iterator[str]:
    """A table of what the bot was like and is like, on held-out replies; lines for a reader.

    Args:
        before: the bundle that the training began with, if any.
        after: the one that it made.
        conversations: of the corpora, of which the held-out ones count.
    """
    kept = Reservoir[Example](_SCORED, seed=3)
    for conversation in conversations:
        for example in examples_of(conversation) if conversation.held_out else ():
            kept.add(example)
    bots = {name: load_chatbot(path) for name, path in (("before", before), ("after", after)) if path}
    try:
        if len(kept.kept) <= DISTRACTORS:
            raise CorpusError(f"{len(kept.kept)} held-out replies are too few to score")
        rows = {name: evaluate(bot, kept.kept) for name, bot in bots.items()}
    except CorpusError as error:
        yield f"no scores: {error}"
    else:
        yield f"on {len(kept.kept)} held-out replies:"
        yield f"{'':8}" + "".join(f"{column:>14}" for column in _COLUMNS)
        for name, row in rows.items():
            yield f"{name:8}" + "".join(f"{row[column]:>14}" for column in _COLUMNS)
    if before:
        same, asked = _same_small_talk(bots["before"], bots["after"], phrasings(SMALL_TALK)[::10][:_ASKED])
        yield f"small talk: {same} of {asked} replies are as before"


def _same_small_talk(before: Chatbot, after: Chatbot, said: Sequence[str]) -> tuple[int, int]:
    replies = [[bot.start(NEUTRAL, seed=1).reply(text).text for text in said] for bot in (before, after)]
    return sum(old == new for old, new in zip(*replies, strict=True)), len(said)
