"""`python -m translate.evaluate`: BLEU and chrF of a bundle on a test set, with signatures."""

import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.command_line import ArgumentParser, note, run
from shared.errors import CallError, CorpusError
from shared.evaluation.translation import score_translations
from shared.text.lines import ReadReport, read_lines
from translate import Translation, Translator, load_translator
from translate.choice.calibration import expected_calibration_error, is_good
from translate.text.languages import as_learned

_TOKENIZERS = {"zh": "zh", "ja": "char"}
_PROGRESS_SENTENCES = 512


def main(argv: Sequence[str]) -> None:
    """Translate the source file and score it against the reference file."""
    parser = ArgumentParser(prog="python -m translate.evaluate", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, metavar="FILE")
    parser.add_argument("--reference", type=Path, required=True, metavar="FILE")
    parser.add_argument("--from", dest="source_language", required=True, metavar="L")
    parser.add_argument("--to", dest="target_language", required=True, metavar="L")
    parser.add_argument("--model", metavar="DIR")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    arguments = parser.parse_args(argv)
    sources, references = read_sentences(arguments.source), read_sentences(arguments.reference)
    if len(sources) != len(references):
        raise CallError(
            f"{arguments.source} has {len(sources)} lines, {arguments.reference} {len(references)}; "
            "they must be the same sentences in the same order"
        )
    translator = load_translator(arguments.model)
    result = evaluate(translator, sources, references, arguments.source_language, arguments.target_language)
    sys.stdout.write(_as_text(result) if arguments.format == "text" else json.dumps(result) + "\n")


def evaluate(
    translator: Translator, sources: Sequence[str], references: Sequence[str], source: str, target: str
) -> dict[str, Any]:
    """Scores, signatures and times of translations with the default settings.

    Args:
        translator: to be scored.
        sources: sentences.
        references: their translations by people; Chinese ones may be in either script.
        source: the sources' language.
        target: the references' language.
    """
    translations: list[Translation] = []
    started = time.monotonic()
    for start in range(0, len(sources), _PROGRESS_SENTENCES):
        translations += translator.translate_batch(sources[start : start + _PROGRESS_SENTENCES], source, target)
        if sys.stderr.isatty():
            note(f"{source} to {target}: {len(translations)} of {len(sources)} sentences")
    seconds = time.monotonic() - started
    hypotheses = [translation.text for translation in translations]
    learned = [as_learned(reference, target) for reference in references]
    scores = score_translations(hypotheses, learned, _TOKENIZERS.get(target, "13a"))
    good = [is_good(translation, reference) for translation, reference in zip(hypotheses, learned, strict=True)]
    error = expected_calibration_error([translation.confidence for translation in translations], good)
    return {
        **dataclasses.asdict(scores),
        "calibration_error": round(error, 4),
        "seconds": round(seconds, 2),
        "sentences_per_second": round(len(sources) / seconds, 1),
    }


def read_sentences(path: Path) -> list[str]:
    """The sentences of a test set, one a line; raises `CorpusError` unless all of it can be read."""
    report = ReadReport()
    lines = [line for _, line in read_lines(path, report)]
    if report.skipped:
        raise CorpusError(f"{path}: {report.lines()[1].strip()}; a test set must be whole")
    if not lines:
        raise CorpusError(f"{path}: empty; give one sentence a line")
    return [line for line in lines if line is not None]


def _as_text(result: dict[str, Any]) -> str:
    signatures = result["signatures"]
    return (
        f"BLEU {result['bleu']:.1f}  ({signatures['bleu']})\n"
        f"chrF {result['chrf']:.1f}  ({signatures['chrf']})\n"
        f"confidence is off by {result['calibration_error']:.3f} (expected calibration error, 15 bins)\n"
        f"{result['sentences']} sentences in {result['seconds']} s, {result['sentences_per_second']} a second\n"
    )


if __name__ == "__main__":
    raise SystemExit(run(main))
