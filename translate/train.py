"""`python -m translate.train`: from parallel corpora to a bundle that translates, resumable at any moment."""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from shared.command_line import note, run
from shared.config import TrainingConfig, check_settings, override, read_toml, suited_configs
from shared.errors import CallError, CorpusError
from shared.runtime.bundle import Bundle
from shared.runtime.card import model_card
from shared.text.corpora import Pair
from shared.text.lines import ReadReport
from shared.text.sample import reservoir_sample
from shared.text.splits import is_held_out
from shared.text.vocabulary import Vocabulary
from shared.training.arguments import training_parser
from shared.training.run import Prepared, RunDirectory
from shared.training.trained import Trained
from translate import PRETRAINED
from translate.learning.calibrate import calibrate
from translate.learning.corpora import Corpora, Corpus, Dictionary, held_out_one_in, read_excluded
from translate.learning.examples import Others, Variation, encode, examples_alone, examples_of, varied_examples
from translate.learning.manifest import manifest_of
from translate.text.capitals import Capitals
from translate.text.languages import check_code, target_symbol
from translate.text.slots import SLOTS

_VOCABULARY_SENTENCES = 400_000
_SETTINGS = {"variation": dict, "one_way": bool, "exclude": list, "new_vocabulary": bool, "dictionary": list}

T = TypeVar("T")


def main(argv: Sequence[str]) -> None:
    """Read, learn, export."""
    arguments = _parser().parse_args(argv)
    tables = read_toml(arguments.config) if arguments.config else {}
    check_settings(tables, _SETTINGS)
    _variation(tables)
    corpora = _corpora(arguments, tables)
    directory = RunDirectory(arguments.output)
    initial = Bundle.open(PRETRAINED if arguments.init == "pretrained" else arguments.init) if arguments.init else None
    requested = {
        "corpora": [dataclasses.asdict(corpus) for corpus in corpora.members],
        "dictionaries": [dataclasses.asdict(dictionary) for dictionary in corpora.dictionaries],
        "one_way": corpora.one_way,
        "init": None if initial is None else initial.manifest["files"],
        "exclude": tables.get("exclude", []),
        "new_vocabulary": tables.get("new_vocabulary", False),
        "variation": tables.get("variation", {}),
        "model": tables.get("model", {}),
        "training": tables.get("training", {}),
    }
    with directory:
        prepared = directory.prepared(
            requested, arguments.resume, lambda: _prepare(directory, corpora, tables, initial)
        )
        trained = (
            None if initial is None else Trained(initial.weights(), initial.vocabulary, initial.model_config.units)
        )
        model, loss = directory.learn(prepared, trained)
        from shared.runtime.export import export_bundle  # loads the framework, which is of no use before

        manifest = manifest_of(
            corpora, prepared.vocabulary, prepared.training, directory.learned, _variation(tables), initial
        )
        card = model_card("A translator", "python -m translate.train", manifest, loss)
        export_bundle(model, prepared.vocabulary, manifest, directory.bundle_path, card)
        if "calibration" not in manifest:
            calibrate(directory.bundle_path, corpora)
        note(
            f"held-out loss {loss:.4f}; try it: "
            f"python -m translate --model {directory.bundle_path} --to {corpora.members[0].target}"
        )


def _parser() -> argparse.ArgumentParser:
    parser = training_parser(
        "translate", "Train a translator on your own pairs.", "TSV, CSV, JSON Lines, TMX or parallel files; may be .gz"
    )
    parser.add_argument("--from", dest="source", metavar="L", help="language of column 1")
    parser.add_argument("--to", dest="target", metavar="L", help="language of column 2")
    parser.add_argument("--one-way", action="store_true", help="learn --from to --to only")
    return parser


def _corpora(arguments: argparse.Namespace, tables: dict[str, Any]) -> Corpora:
    found = [_of_table(Corpus, "[[corpus]]", table) for table in tables.get("corpus", [])]
    if arguments.corpus and not (arguments.source and arguments.target):
        raise CallError("--from and --to are missing; they name the languages of column 1 and column 2")
    paths = _without_other_sides(arguments.corpus, arguments.target)
    found += [Corpus(path, arguments.source, arguments.target) for path in paths]
    if not found:
        raise CallError("no corpus; give files with --from and --to, or a --config with [[corpus]] tables")
    for corpus in found:
        if check_code(corpus.source) == check_code(corpus.target):
            raise CallError(f"{corpus.path}: --from and --to are both {corpus.source!r}; they must differ")
        if not Path(corpus.path).is_file():
            raise CallError(f"{corpus.path}: no such file; give a corpus file")
    one_way = arguments.one_way or bool(tables.get("one_way", False))
    dictionaries = [_of_table(Dictionary, "[[dictionary]]", table) for table in tables.get("dictionary", [])]
    corpora = Corpora(found, one_way, read_excluded(tables.get("exclude", [])), dictionaries)
    for dictionary in dictionaries:
        if not Path(dictionary.path).is_file():
            raise CallError(f"{dictionary.path}: no such file; get the dictionary, or leave its [[dictionary]] out")
        if (dictionary.source, dictionary.target) not in corpora.directions:
            known = ", ".join(f"{source}-{target}" for source, target in corpora.directions)
            raise CallError(
                f"{dictionary.path}: no corpus is learned from {dictionary.source!r} to {dictionary.target!r}, "
                f"only {known}"
            )
    return corpora


def _without_other_sides(paths: Sequence[str], target: str | None) -> list[str]:
    """The paths without the target sides of parallel files whose source sides are named as well."""
    named = {Path(path).name.removesuffix(".gz").rpartition(".")[0] for path in paths}
    is_target = [Path(path).name.removesuffix(".gz").endswith(f".{target}") for path in paths]
    if len(named) == len(paths):
        return list(paths)
    return [path for path, other in zip(paths, is_target, strict=True) if not other]


def _of_table(kind: type[T], name: str, table: dict[str, Any]) -> T:
    names = {"from": "source", "to": "target"}
    try:
        return kind(**{names.get(key, key): value for key, value in table.items()})
    except TypeError as error:
        raise CallError(
            f"{name}: each has path, from, to and may have weight, licence, attribution; "
            f"these are there: {', '.join(sorted(table))}"
        ) from error


def _prepare(directory: RunDirectory, corpora: Corpora, tables: dict[str, Any], initial: Bundle | None) -> Prepared:
    """Read the corpora to count and learn a vocabulary, then to encode."""
    reports = [ReadReport() for _ in corpora.members]
    sample, pairs = reservoir_sample(corpora.pairs(reports), _VOCABULARY_SENTENCES // 2, seed=0)
    for corpus, report in zip(corpora.members, reports, strict=True):
        note(f"{corpus.path}: " + "\n".join(report.lines()))
    if not pairs:
        paths = ", ".join(corpus.path for corpus in corpora.members)
        raise CorpusError(f"{paths}: no usable pair; see what was skipped")
    anew = tables.get("new_vocabulary", False)
    known = initial is not None and not anew and _knows(initial.vocabulary, corpora)
    model, training = suited_configs(pairs if corpora.one_way else 2 * pairs, continued=known)
    model = override(initial.model_config if initial else model, tables.get("model", {}), "model")
    training = override(training, tables.get("training", {}), "training")
    if initial is not None and known:
        vocabulary = initial.vocabulary
    else:
        vocabulary = _new_vocabulary(corpora, sample, training.vocabulary_size)
    _write_examples(directory, corpora, sample, held_out_one_in(pairs), _variation(tables), vocabulary, training)
    return Prepared(vocabulary, model, training)


def _knows(vocabulary: Vocabulary, corpora: Corpora) -> bool:
    """Whether a model of this vocabulary has been asked for all the languages before."""
    return all(vocabulary.find(target_symbol(code)) is not None for code in corpora.languages)


def _new_vocabulary(corpora: Corpora, sample: Sequence[tuple[Corpus, Pair]], size: int) -> Vocabulary:
    """That of the corpora, each by its weight."""
    repeated = (pair for corpus, pair in sample for _ in range(round(corpus.weight) or 1))
    symbols = [target_symbol(code) for code in corpora.languages]
    return Vocabulary.train((side for pair in repeated for side in (pair.source, pair.target)), size, symbols, SLOTS)


def _write_examples(
    directory: RunDirectory,
    corpora: Corpora,
    sample: Sequence[tuple[Corpus, Pair]],
    one_in: int,
    variation: Variation,
    vocabulary: Vocabulary,
    training: TrainingConfig,
) -> None:
    """Encode what is learned, varied, and what is held out, as it stands."""
    others = {corpus: _others(corpora, corpus, sample, one_in) for corpus in corpora.members}
    Vocabulary.seed_sampling(training.seed)
    capitals = Capitals(vocabulary)
    with directory.writers(training, len(vocabulary)) as (learned, held_out):
        for corpus, pair in corpora.pairs():
            held = is_held_out(corpus.key(pair), one_in)
            examples = (
                examples_of(corpus, pair, corpora.one_way)
                if held
                else varied_examples(corpus, pair, corpora.one_way, variation, others[corpus])
            )
            for example in examples:
                writer = held_out if held else learned
                writer.add(*encode(example, vocabulary, capitals, 0.0 if held else variation.sampling))
        for example in examples_alone(corpora, one_in, variation):
            learned.add(*encode(example, vocabulary, capitals))


def _others(corpora: Corpora, corpus: Corpus, sample: Sequence[tuple[Corpus, Pair]], one_in: int) -> Others:
    """What the pairs of a corpus may meet in their examples, nothing of it held out."""

    def learned(pair: Pair) -> bool:
        return corpora.admits(pair) and not is_held_out(corpus.key(pair), one_in)

    return Others.among([pair for known, pair in sample if known == corpus and learned(pair)], learned)


def _variation(tables: dict[str, Any]) -> Variation:
    return override(Variation(), tables.get("variation", {}), "variation")


if __name__ == "__main__":
    raise SystemExit(run(main))
