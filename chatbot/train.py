"""`python -m chatbot.train`: from dialogue corpora to a bundle that chats, resumable at any moment."""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chatbot.bot import PRETRAINED, TASK
from chatbot.learning.preparation import Corpora, Corpus, prepare
from chatbot.learning.report import Samples, scores
from chatbot.reply_options import ReplyOptions
from chatbot.symbols import TONES, UNDERSTAND
from shared.command_line import note, run
from shared.config import check_settings, read_toml
from shared.errors import CallError
from shared.runtime.bundle import Bundle
from shared.runtime.card import model_card
from shared.training.arguments import training_parser
from shared.training.run import Prepared, RunDirectory
from shared.training.trained import Trained

SMALL_TALK_SHARE = 0.15


def main(argv: Sequence[str]) -> None:
    """Read, learn, export, report."""
    arguments = _parser().parse_args(argv)
    tables = read_toml(arguments.config) if arguments.config else {}
    check_settings(tables, {"small_talk_share": float})
    corpora = Corpora(_corpora(arguments, tables), arguments.me)
    directory = RunDirectory(arguments.output)
    begun_with = Path(PRETRAINED if arguments.init == "pretrained" else arguments.init) if arguments.init else None
    initial = Bundle.open(begun_with) if begun_with else None
    share = float(tables.get("small_talk_share", SMALL_TALK_SHARE))
    if not 0 <= share < 1:
        raise CallError(f"small_talk_share must be from 0 up to, not including, 1; not {share}")
    requested = {
        "corpora": [dataclasses.asdict(corpus) for corpus in corpora.corpora],
        "me": arguments.me,
        "small_talk_share": share,
        "init": None if initial is None else initial.manifest["files"],
        "model": tables.get("model", {}),
        "training": tables.get("training", {}),
    }
    with directory:
        prepared = directory.prepared(
            requested, arguments.resume, lambda: prepare(directory, corpora, share, tables, initial)
        )
        samples = Samples(directory.learned, prepared.vocabulary)
        model, loss = directory.learn(prepared, _trained(initial), samples)
        from shared.runtime.export import export_bundle  # loads the framework, which is of no use before

        manifest = _manifest(corpora.corpora, prepared, _has_skills(directory, prepared))
        card = model_card("A chatbot", "python -m chatbot.train", manifest, loss)
        export_bundle(model, prepared.vocabulary, manifest, directory.bundle_path, card)
        for line in scores(begun_with, directory.bundle_path, directory.held_out, prepared.vocabulary):
            note(line)
        note(f"held-out loss {loss:.4f}; try it: python -m chatbot --model {directory.bundle_path}")
        note(f"in the browser: python -m web --chat-model {directory.bundle_path}")


def _parser() -> argparse.ArgumentParser:
    parser = training_parser(
        "chatbot", "Train a chatbot on your own dialogues.", "a file, folder or archive; may be .gz"
    )
    parser.add_argument("--me", metavar="NAME", help="learn this person's replies only, in corpora that name speakers")
    return parser


def _corpora(arguments: argparse.Namespace, tables: dict[str, Any]) -> list[Corpus]:
    try:
        found = [Corpus(**table) for table in tables.get("corpus", [])]
    except TypeError as error:
        raise CallError("[[corpus]]: each has a path and may have licence and attribution, nothing else") from error
    found += [Corpus(path) for path in arguments.corpus]
    if not found:
        raise CallError("no corpus; give files or folders of dialogues, or a --config with [[corpus]] tables")
    return found


def _trained(initial: Bundle | None) -> Trained | None:
    if initial is None:
        return None
    return Trained(initial.weights(), initial.vocabulary, initial.model_config.units)


def _has_skills(directory: RunDirectory, prepared: Prepared) -> bool:
    """Whether examples taught what users mean."""
    return prepared.vocabulary.symbol_id(UNDERSTAND) in directory.learned.target_ids_by_first()


def _manifest(corpora: Sequence[Corpus], prepared: Prepared, skills: bool) -> dict[str, Any]:
    return {
        "task": TASK,
        "tones": list(TONES),
        "languages": ["en"],
        "model": {"max_source_tokens": prepared.training.max_source_tokens},
        "skills": skills,
        "decoding": dataclasses.asdict(ReplyOptions()),
        "data": [{"name": _printable(c.path), "licence": c.licence, "attribution": c.attribution} for c in corpora],
        "scores": [],
    }


def _printable(path: str) -> str:
    """The name of a file, in which bytes that are no text are question marks."""
    return Path(path).name.encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    raise SystemExit(run(main))
