"""`python -m translate.evaluate`: BLEU and chrF of a bundle on a test set, with signatures."""

import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from shared.command_line import ArgumentParser, note, run
from shared.errors import CallError, CorpusError
from shared.evaluation.translation import score_translations
from shared.text.lines import ReadReport, read_lines
from translate import PRETRAINED, load_translator

_TOKENIZERS = {"zh": "zh", "ja": "char"}
_PROGRESS_SENTENCES = 512


def main(argv: Sequence[str]) -> None:
    """Translate the source file and score it against the reference file."""
    parser = ArgumentParser(prog="python -m translate.evaluate", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, metavar="FILE")
    parser.add_argument("--reference", type=Path, required=True, metavar="FILE")
    parser.add_argument("--from", dest="source_language", required=True, metavar="L")
    parser.add_argument("--to", dest="target_language", required=True, metavar="L")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    arguments = parser.parse_args(argv)
    sources, references = _read(arguments.source), _read(arguments.reference)
    if len(sources) != len(references):
        raise CallError(
            f"{arguments.source} has {len(sources)} lines, {arguments.reference} {len(references)}; "
            "they must be the same sentences in the same order"
        )
    translator = load_translator(arguments.model)
    hypotheses: list[str] = []
    started = time.monotonic()
    for start in range(0, len(sources), _PROGRESS_SENTENCES):
        batch = sources[start : start + _PROGRESS_SENTENCES]
        translations = translator.translate_batch(batch, arguments.source_language, arguments.target_language)
        hypotheses += [translation.text for translation in translations]
        if sys.stderr.isatty():
            note(f"{len(hypotheses)} of {len(sources)} sentences")
    seconds = time.monotonic() - started
    tokenizer = _TOKENIZERS.get(arguments.target_language, "13a")
    scores = dataclasses.asdict(score_translations(hypotheses, references, tokenizer))
    result = {
        **scores,
        "seconds": round(seconds, 2),
        "sentences_per_second": round(len(sources) / seconds, 1),
    }
    sys.stdout.write(_as_text(result) if arguments.format == "text" else json.dumps(result) + "\n")


def _read(path: Path) -> list[str]:
    report = ReadReport()
    lines = [line for _, line in read_lines(path, report)]
    if report.skipped:
        raise CorpusError(f"{path}: {report.lines()[1].strip()}; a test set must be whole")
    if not lines:
        raise CorpusError(f"{path}: empty; give one sentence a line")
    return [line for line in lines if line is not None]


def _as_text(result: dict[str, object]) -> str:
    signatures = result["signatures"]
    assert isinstance(signatures, dict)
    return (
        f"BLEU {result['bleu']:.1f}  ({signatures['bleu']})\n"
        f"chrF {result['chrf']:.1f}  ({signatures['chrf']})\n"
        f"{result['sentences']} sentences in {result['seconds']} s, {result['sentences_per_second']} a second\n"
    )


if __name__ == "__main__":
    raise SystemExit(run(main))
