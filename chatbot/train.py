"""`python -m chatbot.train`: from dialogue corpora to a bundle that chats, resumable at any moment."""

import argparse
import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.bot import PRETRAINED, TASK
from chatbot.corpora import Conversation, read_conversations
from chatbot.dialogue import CONTROL_SYMBOLS, TONES, source_ids
from chatbot.examples import Example, balance, balanced_examples, examples_of
from chatbot.reply_options import ReplyOptions
from shared.command_line import note, run
from shared.config import check_settings, check_types, override, read_toml, suited_configs
from shared.errors import CallError, CorpusError
from shared.runtime.bundle import Bundle
from shared.runtime.card import model_card
from shared.text.lines import ReadReport
from shared.text.sample import reservoir_sample
from shared.text.splits import is_held_out
from shared.text.vocabulary import Vocabulary
from shared.training.arguments import training_parser
from shared.training.run import Prepared, RunDirectory
from shared.training.trained import Trained

SMALL_TALK_SHARE = 0.3

_VOCABULARY_TURNS = 400_000
_MEASURED_ONE_IN = 3


@dataclass(frozen=True)
class Corpus:
    """One corpus to learn from: a `[[corpus]]` table, or a path named on the command line."""

    path: str
    licence: str = "not stated"
    attribution: str = ""

    def __post_init__(self) -> None:
        check_types(self, "[[corpus]]")


def main(argv: Sequence[str]) -> None:
    """Read, learn, export."""
    arguments = _parser().parse_args(argv)
    tables = read_toml(arguments.config) if arguments.config else {}
    check_settings(tables, {"small_talk_share": float})
    corpora = _corpora(arguments, tables)
    directory = RunDirectory(arguments.output)
    initial = Bundle.open(PRETRAINED if arguments.init == "pretrained" else arguments.init) if arguments.init else None
    share = float(tables.get("small_talk_share", SMALL_TALK_SHARE))
    if not 0 <= share < 1:
        raise CallError(f"small_talk_share must be from 0 up to, not including, 1; not {share}")
    requested = {
        "corpora": [dataclasses.asdict(corpus) for corpus in corpora],
        "small_talk_share": share,
        "init": None if initial is None else initial.manifest["files"],
        "model": tables.get("model", {}),
        "training": tables.get("training", {}),
    }
    with directory:
        prepared = directory.prepared(
            requested, arguments.resume, lambda: _prepare(directory, corpora, share, tables, initial)
        )
        trained = (
            None if initial is None else Trained(initial.weights(), initial.vocabulary, initial.model_config.units)
        )
        model, loss = directory.learn(prepared, trained)
        from shared.runtime.export import export_bundle  # loads the framework, which is of no use before

        manifest = _manifest(corpora, prepared)
        card = model_card("A chatbot", "python -m chatbot.train", manifest, loss)
        export_bundle(model, prepared.vocabulary, manifest, directory.bundle_path, card)
        note(f"held-out loss {loss:.4f}; try it: python -m chatbot --model {directory.bundle_path}")


def _parser() -> argparse.ArgumentParser:
    return training_parser("chatbot", "Train a chatbot on your own dialogues.", "a file, folder or archive; may be .gz")


def _corpora(arguments: argparse.Namespace, tables: dict[str, Any]) -> list[Corpus]:
    try:
        found = [Corpus(**table) for table in tables.get("corpus", [])]
    except TypeError as error:
        raise CallError("[[corpus]]: each has a path and may have licence and attribution, nothing else") from error
    found += [Corpus(path) for path in arguments.corpus]
    if not found:
        raise CallError("no corpus; give files or folders of dialogues, or a --config with [[corpus]] tables")
    return found


def _prepare(
    directory: RunDirectory,
    corpora: Sequence[Corpus],
    share: float,
    tables: dict[str, Any],
    initial: Bundle | None,
) -> Prepared:
    """Read the corpora three times: to count and balance, for a vocabulary, and to encode."""
    reports = [ReadReport() for _ in corpora]
    plan = balance(_learned(_all(corpora, reports)), share)
    for corpus, report in zip(corpora, reports, strict=True):
        note(f"{corpus.path}: " + "\n".join(report.lines()))
    if not plan.examples:
        raise CorpusError(f"{', '.join(c.path for c in corpora)}: no conversation to learn; see what was skipped")
    model, training = suited_configs(plan.examples)
    model = override(model, tables.get("model", {}), "model")
    training = override(training, tables.get("training", {}), "training")
    if initial is None:
        turns = (turn for conversation in _learned(_again(corpora)) for turn in conversation.turns)
        sample, _ = reservoir_sample(turns, _VOCABULARY_TURNS, seed=0)
        vocabulary = Vocabulary.train(sample, training.vocabulary_size, CONTROL_SYMBOLS)
    else:
        vocabulary, model = initial.vocabulary, initial.model_config

    def encode(example: Example) -> tuple[list[int], list[int]]:
        source = source_ids(vocabulary, example.tone, example.context, training.max_source_tokens)
        return source, vocabulary.encode(example.reply)

    with directory.writers(training, len(vocabulary)) as (learned, held_out):
        for example in balanced_examples(_learned(_again(corpora)), plan):
            learned.add(*encode(example))
        for example in _measured(corpora):
            held_out.add(*encode(example))
    return Prepared(vocabulary, model, training)


def _all(corpora: Sequence[Corpus], reports: Sequence[ReadReport]) -> Iterator[Conversation]:
    for corpus, report in zip(corpora, reports, strict=True):
        yield from read_conversations(Path(corpus.path), report)


def _again(corpora: Sequence[Corpus]) -> Iterator[Conversation]:
    """All conversations once more, without a second report."""
    return _all(corpora, [ReadReport() for _ in corpora])


def _learned(conversations: Iterator[Conversation]) -> Iterator[Conversation]:
    return itertools.filterfalse(lambda conversation: conversation.held_out, conversations)


def _measured(corpora: Sequence[Corpus]) -> Iterator[Example]:
    """A third of the held-out replies: enough to see the loss fall, few enough to be quick."""
    for conversation in _again(corpora):
        if conversation.held_out:
            yield from (e for e in examples_of(conversation) if is_held_out(e.reply, _MEASURED_ONE_IN))


def _manifest(corpora: Sequence[Corpus], prepared: Prepared) -> dict[str, Any]:
    return {
        "task": TASK,
        "tones": list(TONES),
        "languages": ["en"],
        "model": {"max_source_tokens": prepared.training.max_source_tokens},
        "decoding": dataclasses.asdict(ReplyOptions()),
        "data": [{"name": Path(c.path).name, "licence": c.licence, "attribution": c.attribution} for c in corpora],
        "scores": [],
    }


if __name__ == "__main__":
    raise SystemExit(run(main))
