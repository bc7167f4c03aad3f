"""`python -m translate.train`: from parallel corpora to a bundle that translates, resumable at any moment."""

import argparse
import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.command_line import note, run
from shared.config import TrainingConfig, check_settings, override, read_toml, suited_configs
from shared.errors import CallError, CorpusError
from shared.runtime.bundle import Bundle
from shared.runtime.card import model_card
from shared.text.corpora import Pair, read_pairs
from shared.text.lines import ReadReport
from shared.text.sample import reservoir_sample
from shared.text.splits import is_held_out
from shared.text.vocabulary import Vocabulary
from shared.training.arguments import training_parser
from shared.training.run import Prepared, RunDirectory
from translate import PRETRAINED
from translate.examples import Corpus, Variation, encode, examples_of, varied_examples
from translate.languages import check_code, target_symbol
from translate.translator import TASK

DECODING = {"beam_size": 5, "length_penalty": 1.2, "no_repeat_ngram": 4, "max_length": 300, "reverse_weight": 0.3}

# A source may be this much longer than any that was learned; what comes of it is never called certain.
_LONGER_THAN_LEARNED = 4

_VOCABULARY_SENTENCES = 400_000
_HELD_OUT_ONE_IN, _HELD_OUT_ONE_IN_SMALL, _SMALL_CORPUS = 100, 20, 20_000


def main(argv: Sequence[str]) -> None:
    """Read, learn, export."""
    arguments = _parser().parse_args(argv)
    tables = read_toml(arguments.config) if arguments.config else {}
    check_settings(tables, {"variation": dict, "one_way": bool})
    _variation(tables)
    corpora = _corpora(arguments, tables)
    one_way = arguments.one_way or bool(tables.get("one_way", False))
    directory = RunDirectory(arguments.output)
    initial = Bundle.open(PRETRAINED if arguments.init == "pretrained" else arguments.init) if arguments.init else None
    requested = {
        "corpora": [dataclasses.asdict(corpus) for corpus in corpora],
        "one_way": one_way,
        "init": None if initial is None else initial.manifest["files"],
        "variation": tables.get("variation", {}),
        "model": tables.get("model", {}),
        "training": tables.get("training", {}),
    }
    with directory:
        prepared = directory.prepared(
            requested, arguments.resume, lambda: _prepare(directory, corpora, one_way, tables, initial)
        )
        model, loss = directory.learn(prepared, None if initial is None else initial.weights())
        from shared.runtime.export import export_bundle  # loads the framework, which is of no use before

        manifest = _manifest(corpora, one_way, prepared)
        card = model_card("A translator", "python -m translate.train", manifest, loss)
        export_bundle(model, prepared.vocabulary, manifest, directory.bundle_path, card)
        note(
            f"held-out loss {loss:.4f}; try it: "
            f"python -m translate --model {directory.bundle_path} --to {corpora[0].target}"
        )


def _parser() -> argparse.ArgumentParser:
    parser = training_parser(
        "translate", "Train a translator on your own pairs.", "TSV, JSON Lines or parallel files; may be .gz"
    )
    parser.add_argument("--from", dest="source", metavar="L", help="language of column 1")
    parser.add_argument("--to", dest="target", metavar="L", help="language of column 2")
    parser.add_argument("--one-way", action="store_true", help="learn --from to --to only")
    return parser


def _corpora(arguments: argparse.Namespace, tables: dict[str, Any]) -> list[Corpus]:
    found = [_corpus_of_table(table) for table in tables.get("corpus", [])]
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
            raise CallError(f"{corpus.path}: no such file")
    return found


def _without_other_sides(paths: Sequence[str], target: str | None) -> list[str]:
    """The paths without the target sides of parallel files whose source sides are named as well."""
    named = {Path(path).name.removesuffix(".gz").rpartition(".")[0] for path in paths}
    is_target = [Path(path).name.removesuffix(".gz").endswith(f".{target}") for path in paths]
    if len(named) == len(paths):
        return list(paths)
    return [path for path, other in zip(paths, is_target, strict=True) if not other]


def _corpus_of_table(table: dict[str, Any]) -> Corpus:
    names = {"from": "source", "to": "target"}
    try:
        return Corpus(**{names.get(key, key): value for key, value in table.items()})
    except TypeError as error:
        raise CallError(
            "[[corpus]]: each has path, from, to and may have weight, licence, attribution; "
            f"not {', '.join(sorted(table))}"
        ) from error


def _prepare(
    directory: RunDirectory,
    corpora: Sequence[Corpus],
    one_way: bool,
    tables: dict[str, Any],
    initial: Bundle | None,
) -> Prepared:
    """Read the corpora twice: to count and learn a vocabulary, then to encode."""
    reports = [ReadReport() for _ in corpora]
    sample, pairs = reservoir_sample(_all_pairs(corpora, reports), _VOCABULARY_SENTENCES // 2, seed=0)
    for corpus, report in zip(corpora, reports, strict=True):
        note(f"{corpus.path}: " + "\n".join(report.lines()))
    if not pairs:
        raise CorpusError(f"{', '.join(corpus.path for corpus in corpora)}: no usable pair; see what was skipped")
    examples = pairs if one_way else 2 * pairs
    model, training = suited_configs(examples)
    model = override(model, tables.get("model", {}), "model")
    training = override(training, tables.get("training", {}), "training")
    if initial is None:
        symbols = [target_symbol(code) for code in sorted({code for c in corpora for code in (c.source, c.target)})]
        texts = (side for _, pair in sample for side in (pair.source, pair.target))
        vocabulary = Vocabulary.train(texts, training.vocabulary_size, symbols)
    else:
        vocabulary = initial.vocabulary
        model = initial.model_config
    one_in = _HELD_OUT_ONE_IN if pairs >= _SMALL_CORPUS else _HELD_OUT_ONE_IN_SMALL
    _write_examples(directory, corpora, one_way, sample, one_in, _variation(tables), vocabulary, training)
    return Prepared(vocabulary, model, training)


def _write_examples(
    directory: RunDirectory,
    corpora: Sequence[Corpus],
    one_way: bool,
    sample: Sequence[tuple[Corpus, Pair]],
    one_in: int,
    variation: Variation,
    vocabulary: Vocabulary,
    training: TrainingConfig,
) -> None:
    """Encode what is learned, varied, and what is held out, as it stands."""
    others = {
        corpus: [pair for known, pair in sample if known == corpus and not is_held_out(corpus.key(pair), one_in)]
        for corpus in corpora
    }
    Vocabulary.seed_sampling(training.seed)
    with directory.writers(training, len(vocabulary)) as (learned, held_out):
        for corpus, pair in _all_pairs(corpora, [ReadReport() for _ in corpora]):
            held = is_held_out(corpus.key(pair), one_in)
            examples = (
                examples_of(corpus, pair, one_way)
                if held
                else varied_examples(corpus, pair, one_way, variation, others[corpus])
            )
            for example in examples:
                writer = held_out if held else learned
                writer.add(*encode(example, vocabulary, 0.0 if held else variation.sampling))


def _variation(tables: dict[str, Any]) -> Variation:
    return override(Variation(), tables.get("variation", {}), "variation")


def _all_pairs(corpora: Sequence[Corpus], reports: Sequence[ReadReport]) -> Iterator[tuple[Corpus, Pair]]:
    for corpus, report in zip(corpora, reports, strict=True):
        for pair in read_pairs(Path(corpus.path), corpus.source, corpus.target, report):
            yield corpus, pair


def _manifest(corpora: Sequence[Corpus], one_way: bool, prepared: Prepared) -> dict[str, Any]:
    directions = [[c.source, c.target] for c in corpora]
    if not one_way:
        directions += [[c.target, c.source] for c in corpora]
    unique = [list(pair) for pair in dict.fromkeys(map(tuple, directions))]
    return {
        "task": TASK,
        "languages": sorted({code for pair in unique for code in pair}),
        "directions": unique,
        "model": {
            "learned_source_tokens": prepared.training.max_source_tokens,
            "max_source_tokens": _LONGER_THAN_LEARNED * prepared.training.max_source_tokens,
        },
        "decoding": DECODING,
        "data": [{"name": Path(c.path).name, "licence": c.licence, "attribution": c.attribution} for c in corpora],
        "scores": [],
    }


if __name__ == "__main__":
    raise SystemExit(run(main))
