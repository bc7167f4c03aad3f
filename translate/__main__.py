"""`python -m translate`: phrases by argument or on stdin, one line of translation each on stdout."""

import argparse
import dataclasses
import itertools
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.command_line import ArgumentParser, is_terminal, note, run, stdin_lines
from shared.errors import CallError
from translate import (
    Asked,
    Attention,
    Translation,
    Translator,
    load_translator,
    read_glossary,
)
from translate.text.glossary import NO_GLOSSARY
from translate.text.languages import AUTO, check_direction

_BATCH_LINES = 256


def main(argv: Sequence[str]) -> None:
    """Translate the phrases of the command line, or stdin's lines where there are none."""
    arguments = _parser().parse_args(argv)
    if not arguments.languages and arguments.to is None:
        raise CallError("--to is missing; `python -m translate --languages` lists what is allowed")
    for number, phrase in enumerate(arguments.phrase, start=1):
        if any("\ud800" <= character <= "\udfff" for character in phrase):
            raise CallError(f"phrase {number}: not UTF-8 text; give text")
    translator = load_translator(arguments.model)
    if arguments.languages:
        sys.stdout.writelines(f"{source} {target}\n" for source, target in translator.directions)
        return
    check_direction(arguments.source, arguments.to, translator.reachable)
    asked = _asked(arguments)
    if arguments.phrase:
        told = _Told()
        _write(translator, arguments.phrase, arguments, asked, told)
        told.sum_up()
        return
    talking = is_terminal(sys.stdin)
    told = _Told(place="stdin, line ")
    for batch in _batches(stdin_lines("phrase"), 1 if talking else _BATCH_LINES):
        _write(translator, batch, arguments, asked, told)
        sys.stdout.flush()
        if talking:
            told.sum_up()
            told = _Told(told.place, told.number)
    told.sum_up()


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m translate", description="Translate short phrases, offline.")
    parser.add_argument("phrase", nargs="*", metavar="PHRASE", help="without any, stdin is read line by line")
    parser.add_argument("--from", dest="source", default=AUTO, metavar="LANG", help="language code, or auto")
    parser.add_argument("--to", metavar="LANG", help="language code of the translation")
    parser.add_argument("--alternatives", type=int, default=0, metavar="N", help="other translations to show")
    parser.add_argument("--beam-size", type=int, metavar="K", help="hypotheses kept side by side")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--attention", action="store_true", help="show where the model looked")
    parser.add_argument("--attention-image", type=Path, metavar="FILE.png", help="the same of one phrase, as a picture")
    parser.add_argument("--glossary", type=Path, metavar="FILE.tsv", help="your own: phrase, tab, translation")
    parser.add_argument("--prefix", default="", metavar="TEXT", help="how the translation begins")
    parser.add_argument("--model", metavar="DIR", help="another bundle than the shipped one")
    parser.add_argument("--languages", action="store_true", help="list the directions of the model and end")
    return parser


def _asked(arguments: argparse.Namespace) -> Asked:
    if arguments.attention_image and len(arguments.phrase) != 1:
        raise CallError("--attention-image shows one phrase; give exactly one PHRASE")
    return Asked(
        alternatives=arguments.alternatives,
        beam_size=arguments.beam_size,
        attention=arguments.attention or arguments.attention_image is not None,
        glossary=read_glossary(arguments.glossary) if arguments.glossary else NO_GLOSSARY,
        prefix=arguments.prefix,
    )


def _batches(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    """Lists of up to `size` lines; what came before an error is still given out."""
    iterator = iter(lines)
    while True:
        batch: list[str] = []
        try:
            batch.extend(itertools.islice(iterator, size))
        except CallError:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch


@dataclass
class _Told:
    """What was written, and what plain text says of all of it in the end; JSON says it of each.

    Args:
        place: what an error names before the number of the phrase.
        number: how many phrases there were before.
        total, unsure, through: how many there are since, may well be wrong, went through English.
    """

    place: str = "phrase "
    number: int = 0
    total: int = 0
    unsure: int = 0
    through: int = 0

    def add(self, translations: Sequence[Translation]) -> None:
        """Count these."""
        self.number += len(translations)
        self.total += len(translations)
        self.unsure += sum(not translation.certain for translation in translations)
        self.through += sum(translation.via is not None for translation in translations)

    def sum_up(self) -> None:
        """Say it."""
        if self.through:
            note("through English: this direction was not learned")
        if self.unsure:
            of_which = f"unsure of {self.unsure:,} of {self.total:,}; --format json says of which"
            note("unsure of it" if self.total == 1 else of_which)


def _write(
    translator: Translator, phrases: Sequence[str], arguments: argparse.Namespace, asked: Asked, told: _Told
) -> None:
    """Translate and write; where one phrase is at fault, those before it are written all the same."""
    try:
        translations = translator.translate_batch(phrases, arguments.source, arguments.to, asked)
    except CallError as error:
        if len(phrases) == 1:
            raise CallError(f"{told.place}{told.number + 1}: {error}") from error
        for phrase in phrases:
            _write(translator, [phrase], arguments, asked, told)
        return
    if arguments.attention_image:
        _save_image(translations[0], arguments.attention_image)
    as_text = _as_json if arguments.format == "json" else _as_lines
    for translation in translations:
        sys.stdout.write(as_text(translation, arguments.attention))
    if arguments.format == "text":
        told.add(translations)
    else:
        told.number += len(translations)


def _save_image(translation: Translation, path: Path) -> None:
    if translation.attention is None or not translation.attention.weights:
        raise CallError("there is no attention to draw: nothing was left for the model to translate")
    from translate.attention_image import save_attention_image

    save_attention_image(translation.attention, path)


def _as_lines(translation: Translation, with_attention: bool) -> str:
    lines = [translation.text, *(f"  {other.score:.2f}  {other.text}" for other in translation.alternatives)]
    if with_attention and translation.attention and translation.attention.weights:
        lines += _attention_table(translation.attention)
    return "".join(f"{line}\n" for line in lines)


def _as_json(translation: Translation, with_attention: bool) -> str:
    record = {
        "source": translation.source,
        "target": translation.text,
        "from": translation.source_language,
        "to": translation.target_language,
        "score": round(translation.score, 4),
        "confidence": round(translation.confidence, 4),
        "certain": translation.certain,
        "alternatives": [{"target": a.text, "score": round(a.score, 4)} for a in translation.alternatives],
    }
    if with_attention and translation.attention:
        record["attention"] = dataclasses.asdict(translation.attention)
    if translation.faults:
        record["faults"] = list(translation.faults)
    if translation.guessed:
        record["guessed"] = translation.guessed
    if translation.via:
        record |= {"via": translation.via, "between": translation.between}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _attention_table(attention: Attention) -> list[str]:
    """A row for each target piece: the share of each source piece in percent."""
    left = max(map(_columns, attention.target_pieces))
    widths = [max(4, _columns(piece)) for piece in attention.source_pieces]
    columns = zip(attention.source_pieces, widths, strict=True)
    header = "  ".join([" " * left, *(" " * (width - _columns(piece)) + piece for piece, width in columns)])
    rows = [
        "  ".join(
            [
                piece + " " * (left - _columns(piece)),
                *(f"{weight:.0%}".rjust(w) for weight, w in zip(row, widths, strict=True)),
            ]
        )
        for piece, row in zip(attention.target_pieces, attention.weights, strict=True)
    ]
    return ["  " + line for line in (header, *rows)]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese or Japanese letter takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


if __name__ == "__main__":
    raise SystemExit(run(main))
