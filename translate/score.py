"""`python -m translate.score`: a table of all that a bundle can be scored on, with signatures."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.command_line import ArgumentParser, note, run
from shared.errors import CallError
from translate import PRETRAINED, Translator, load_translator
from translate.evaluate import evaluate, read_sentences
from translate.guard import faults
from translate.short_inputs import ShortInput, read_short_inputs


def main(argv: Sequence[str]) -> None:
    """Score every direction there is a test set for, then every list of short inputs."""
    arguments = _parser().parse_args(argv)
    if not arguments.tests and not arguments.short:
        raise CallError("nothing to score on; give --tests DIR, --short DIR or both")
    translator = load_translator(arguments.model)
    if arguments.tests:
        _score_tests(translator, arguments.tests)
    if arguments.short:
        _score_short_inputs(translator, arguments.short, arguments.failures)


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m translate.score", description=__doc__)
    parser.add_argument("--tests", type=Path, metavar="DIR", help="holds NAME.en-fr.en and NAME.en-fr.fr, and so on")
    parser.add_argument("--short", type=Path, metavar="DIR", help="holds lists of short inputs, en-fr.tsv and so on")
    parser.add_argument("--failures", action="store_true", help="show what was not acceptable of the short inputs")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR")
    return parser


def _score_tests(translator: Translator, folder: Path) -> None:
    """Write a row a direction; a test set serves both ways."""
    _print_row("direction", "BLEU", "chrF", "calibration error", "sentences")
    _print_row(*["---"] * 5)
    signatures: dict[str, None] = {}
    for source, target in translator.directions:
        files = _test_files(folder, source, target)
        if files is None:
            note(f"{source} to {target}: no test set in {folder}")
            continue
        sources, references = (read_sentences(file) for file in files)
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
    """Write the share of acceptable translations of each list, and by category."""
    _print_row("short inputs", "acceptable", "of", "empty", "loops", "copies", "least acceptable categories")
    _print_row(*["---"] * 7)
    for file in sorted(folder.glob("*-*.tsv")):
        source, target = file.stem.split("-")
        cases = read_short_inputs(file)
        translations = [t.text for t in translator.translate_batch([case.text for case in cases], source, target)]
        passed = [case.accepts(text) for case, text in zip(cases, translations, strict=True)]
        wrong = [faults(case.text, t, source, target) for case, t in zip(cases, translations, strict=True)]
        copies = sum(
            not ok and case.text.casefold() == text.casefold()
            for case, text, ok in zip(cases, translations, passed, strict=True)
        )
        counts = [sum(name in found for found in wrong) for name in ("empty", "repetition")]
        share = f"{sum(passed) / len(cases):.1%}"
        _print_row(f"{source} → {target}", share, f"{len(cases):,}", *map(str, [*counts, copies]), _worst(cases, passed))
        if failures:
            for case, text, ok in zip(cases, translations, passed, strict=True):
                if not ok:
                    note(f"{source}-{target} {case.category}: {case.text} -> {text}")


def _worst(cases: Sequence[ShortInput], passed: Sequence[bool]) -> str:
    """The three categories with the smallest shares."""
    shares = {}
    for category in dict.fromkeys(case.category for case in cases):
        marks = [ok for case, ok in zip(cases, passed, strict=True) if case.category == category]
        shares[category] = sum(marks) / len(marks)
    worst = sorted(shares, key=lambda category: shares[category])[:3]
    return ", ".join(f"{category} {shares[category]:.0%}" for category in worst)


def _print_row(*cells: str) -> None:
    """Write a row of a Markdown table at once: the next may take a minute."""
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(run(main))
