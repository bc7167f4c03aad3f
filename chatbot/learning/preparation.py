"""From corpora to encoded examples: counted and balanced, a vocabulary, and what is told of it; knows no model."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.corpora import Conversation, read_conversations
from chatbot.corpora.report import DialogueReport
from chatbot.learning.examples import Balance, Example, balance, balanced_examples, examples_of
from chatbot.learning.rehearsal import Rehearsal
from chatbot.learning.skills import skill_examples
from chatbot.symbols import CONTROL_SYMBOLS, VALUE
from shared.command_line import note
from shared.config import check_types, override, suited_configs
from shared.errors import CallError, CorpusError
from shared.runtime.bundle import Bundle
from shared.text.lines import ReadReport
from shared.text.sample import reservoir_sample
from shared.text.splits import is_held_out
from shared.text.vocabulary import Vocabulary
from shared.training.run import Prepared, RunDirectory

# Of what is learned: how much teaches what users mean, what is said to facts, and what was known before.
SKILL_SHARE = 0.35
# Fewer examples teach no skill.
_LEAST_SKILL_EXAMPLES = 20_000
# Going on from a bundle: as what it knew is learned again beside the corpus, nothing else need keep it.
_BRISK: dict[str, Any] = {"peak_learning_rate": 8e-4, "max_epochs": 6, "kept_share": 0.0}
_VOCABULARY_TURNS = 400_000
_MEASURED_ONE_IN, _MEASURED_MOST = 3, 20_000


@dataclass(frozen=True)
class Corpus:
    """One corpus to learn from: a `[[corpus]]` table, or a path named on the command line."""

    path: str
    licence: str = "not stated"
    attribution: str = ""

    def __post_init__(self) -> None:
        check_types(self, "[[corpus]]")
        if not self.path:
            raise CallError("the path of a corpus is empty; give a file, a folder (. for this one) or an archive")


class Corpora:
    """All corpora of a run, read anew for each pass.

    Args:
        corpora: in their order.
        me: whose replies to learn, in corpora that name speakers; None for everybody's.
    """

    def __init__(self, corpora: Sequence[Corpus], me: str | None):
        self.corpora, self._me = corpora, me

    def __iter__(self) -> Iterator[Conversation]:
        """All conversations."""
        yield from self._read([ReadReport() for _ in self.corpora])

    def learned(self) -> Iterator[Conversation]:
        """Those that may be learned."""
        return (conversation for conversation in self if conversation.learned)

    def held_out(self) -> Iterator[Conversation]:
        """Those to measure with."""
        return (conversation for conversation in self if conversation.held_out)

    def survey(self, small_talk_share: float) -> Balance:
        """One pass that counts, and tells what was read and skipped.

        Raises:
            CorpusError: if there is nothing to learn.
        """
        reports = [DialogueReport() for _ in self.corpora]
        plan = balance((c for c in self._read(reports) if c.learned), small_talk_share)
        for corpus, report in zip(self.corpora, reports, strict=True):
            note(f"{corpus.path}: " + "\n".join(report.lines()))
        kept = sum(report.kept for report in reports)
        if not plan.examples:
            names = ", ".join(corpus.path for corpus in self.corpora)
            raise CorpusError(f"{names}: no conversation to learn; {_cause(kept, reports)}")
        counts = f"{plan.conversations:,} conversations, {plan.turns:,} turns, {plan.pairs:,} pairs to learn"
        note(f"{counts}; {kept - plan.conversations:,} conversations held out")
        return plan

    def _read(self, reports: Sequence[ReadReport]) -> Iterator[Conversation]:
        for corpus, report in zip(self.corpora, reports, strict=True):
            yield from read_conversations(Path(corpus.path), report, self._me)


def _cause(kept: int, reports: Sequence[ReadReport]) -> str:
    """Why there is nothing to learn, and what to do."""
    if kept:
        return (
            f"the first turn puts {'it' if kept == 1 else 'each'} among those held out for scoring, one in fifty; "
            "add more conversations, or take the first turn out"
        )
    return "see what was skipped" if any(report.skipped for report in reports) else "there is none in it"


def prepare(
    directory: RunDirectory, corpora: Corpora, share: float, tables: dict[str, Any], initial: Bundle | None
) -> Prepared:
    """Read the corpora three times: to count and balance, for a vocabulary, and to encode.

    Args:
        directory: gets the examples.
        corpora: what to learn.
        share: of small talk among it.
        tables: of the configuration file.
        initial: what to start from, or None.
    """
    plan = corpora.survey(share)
    model, training = suited_configs(plan.examples, continued=initial is not None)
    if initial is not None:
        model = initial.model_config
        limit = initial.manifest["model"]["max_source_tokens"]
        training = dataclasses.replace(training, **_BRISK, max_source_tokens=limit)
    model = override(model, tables.get("model", {}), "model")
    training = override(training, tables.get("training", {}), "training")
    vocabulary = initial.vocabulary if initial else _vocabulary(corpora, training.vocabulary_size)
    limit = training.max_source_tokens
    with directory.writers(training, len(vocabulary)) as (learned, held_out):
        for example in balanced_examples(corpora.learned(), plan):
            learned.add(*example.encoded(vocabulary, limit))
        for other in _others(plan, initial, training.seed):
            learned.add(*other.encoded(vocabulary, limit))
        for measured in _measured(corpora):
            held_out.add(*measured.encoded(vocabulary, limit))
    return Prepared(vocabulary, model, training)


def _vocabulary(corpora: Corpora, size: int) -> Vocabulary:
    turns = (turn for conversation in corpora.learned() for turn in conversation.turns)
    sample, _ = reservoir_sample(turns, _VOCABULARY_TURNS, seed=0)
    return Vocabulary.train(sample, size, CONTROL_SYMBOLS, (VALUE,))


def _others(plan: Balance, initial: Bundle | None, seed: int) -> Iterable[Any]:
    """What is learned beside the corpora: skills, where there is enough to learn, and what was known before."""
    count = round(plan.examples * SKILL_SHARE / (1 - SKILL_SHARE))
    if initial is None:
        yield from skill_examples(plan, count, seed) if count >= _LEAST_SKILL_EXAMPLES else ()
        return
    rehearsal = Rehearsal(initial)
    if not plan.small_talk:
        yield from rehearsal.small_talk(plan.examples, seed)
    yield from skill_examples(plan, count, seed, rehearsal.is_talk)


def _measured(corpora: Corpora) -> Iterator[Example]:
    """A third of the held-out replies, of a large corpus fewer: enough to see the loss fall."""
    found = (
        example
        for conversation in corpora.held_out()
        for example in examples_of(conversation)
        if is_held_out(example.reply, _MEASURED_ONE_IN)
    )
    return iter(reservoir_sample(found, _MEASURED_MOST, seed=0)[0])
