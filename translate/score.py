"""`python -m translate.score`: a table of all that a bundle can be scored on, with signatures."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.command_line import ArgumentParser, note, run
from shared.errors import CallError
from translate import Translator, load_translator
from translate.choice.guard import faults
from translate.evaluate import evaluate, read_sentences
from translate.short_inputs import ShortInput, read_short_inputs


def main(argv: Sequence[str]) -> None:
    """Score every direction there is a test set for, then every list of short inputs."""
    arguments = _parser().parse_args(argv)
    if not arguments.tests and not arguments.short:
        raise CallError("nothing to score on; give --tests DIR, --short DIR or both")
    if arguments.first is not None and arguments.first < 1:
        raise CallError(f"--first must be at least 1, not {arguments.first}")
    translator = load_translator(arguments.model)
    if arguments.tests:
        _score_tests(translator, arguments.tests, arguments.first)
    if arguments.short:
        _score_short_inputs(translator, arguments.short, arguments.failures)


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m translate.score", description=__doc__)
    parser.add_argument("--tests", type=Path, metavar="DIR", help="holds NAME.en-fr.en and NAME.en-fr.fr, and so on")
    parser.add_argument("--first", type=int, metavar="N", help="only the first N sentences of each test set")
    parser.add_argument("--short", type=Path, metavar="DIR", help="holds lists of short inputs, en-fr.tsv and so on")
    parser.add_argument("--failures", action="store_true", help="show what was not acceptable of the short inputs")
    parser.add_argument("--model", metavar="DIR")
    return parser


def _score_tests(translator: Translator, folder: Path, first: int | None) -> None:
    """Write a row a direction; a test set serves both ways."""
    _print_row("direction", "BLEU", "chrF", "calibration error", "sentences")
    _print_row(*["---"] * 5)
    signatures: dict[str, None] = {}
    for source, target in translator.directions:
        files = _test_files(folder, source, target)
        if files is None:
            note(f"{source} to {target}: no test set in {folder}")
            continue
        sources, references = (read_sentences(file)[:first] for file in files)
        result = evaluate(translator, sources, references, source, target)
        _print_row(f"{source} → {target}", *_cells(result))
        signatures |= dict.fromkeys(result["signatures"].values())
    sys.stdout.write("".join(f"\n- `{signature}`" for signature in signatures) + "\n")


def _test_files(folder: Path, source: str, target: str) -> tuple[Path, Path] | None:
    """The files of a direction's two sides, whichever of the languages is named first."""
    for pair in (f"{source}-{target}", f"{target}-{source}"):
        for side in sorted(folder.glob(f"*.{pair}.{source}")):
            other = side.with_suffix(f".{target}")
            if other.exists():
                return side, other
    return None


def _cells(result: dict[str, Any]) -> Iterator[str]:
    yield f"{result['bleu']:.1f}"
    yield f"{result['chrf']:.1f}"
    yield f"{result['calibration_error']:.3f}"
    yield f"{result['sentences']:,}"


def _score_short_inputs(translator: Translator, folder: Path, failures: bool) -> None:
    """Write what became of each list of short inputs; with `failures`, each answer that is not acceptable."""
    _print_row("short inputs", "acceptable", "of", "empty", "loops", "copies", "least acceptable categories")
    _print_row(*["---"] * 7)
    for file in sorted(folder.glob("*-*.tsv")):
        source, target = file.stem.split("-")
        cases = read_short_inputs(file)
        texts = [t.text for t in translator.translate_batch([case.text for case in cases], source, target)]
        answers = list(zip(cases, texts, strict=True))
        failed = [(case, text) for case, text in answers if not case.accepts(text)]
        found = [name for case, text in answers for name in faults(case.text, text, source, target)]
        copies = sum(case.text.casefold() == text.casefold() for case, text in failed)
        counts = (len(cases), found.count("empty"), found.count("repetition"), copies)
        share = f"{1 - len(failed) / len(cases):.1%}"
        _print_row(f"{source} → {target}", share, *map(str, counts), _worst(cases, [case for case, _ in failed]))
        for case, text in failed if failures else ():
            note(f"{source} → {target}, {case.category}: {case.text} → {text}")


def _worst(cases: Sequence[ShortInput], failed: Sequence[ShortInput]) -> str:
    """The three categories with the smallest shares of acceptable answers."""
    all_of, failed_of = (Counter(case.category for case in some) for some in (cases, failed))
    shares = {category: 1 - failed_of[category] / count for category, count in all_of.items()}
    worst = sorted(shares, key=lambda category: shares[category])[:3]
    return ", ".join(f"{category} {shares[category]:.0%}" for category in worst)


def _print_row(*cells: str) -> None:
    """Write a row of a Markdown table at once: the next may take a minute."""
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(run(main))
