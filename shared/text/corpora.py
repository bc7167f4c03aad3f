"""Translation corpora as normalized pairs, whatever their format; knows no language.

What cannot be learned from is skipped, counted and reported with its line, never fatal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.errors import CallError
from shared.text.lines import ReadReport, read_lines
from shared.text.normalize import normalize
from shared.text.readers import comma_separated, dictd, json_lines, parallel, tab_separated, tmx
from shared.text.readers.row import Row

MAX_CHARACTERS = 1000

_Reader = Callable[[Path, str, str, ReadReport], Iterator[Row]]

_BY_ENDING: dict[str, _Reader] = {".csv": comma_separated.read, ".tmx": tmx.read, ".index": dictd.read}
_BY_BEGINNING: dict[str, _Reader] = {"{": json_lines.read, "<?xml": tmx.read, "<tmx": tmx.read}


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation, both normalized."""

    source: str
    target: str


def read_pairs(path: Path, source_language: str, target_language: str, report: ReadReport) -> Iterator[Pair]:
    """The pairs of one corpus.

    Args:
        path: a file of tab-separated pairs, JSON Lines, CSV (`.csv`) or TMX, or the source side of two parallel
            files whose names end in the language codes (`corpus.en` and `corpus.fr`); any with `.gz` behind.
        source_language: the code of the source, in a format without names the first column.
        target_language: the code of the target, in a format without names the second column.
        report: counts what is kept and skipped.

    Raises:
        CallError: if a file is missing, or the wrong one of two is named.
        CorpusError: if a compressed file is broken, or a TMX is not well-formed.
    """
    read = _reader(path, source_language, target_language)
    for place, sides in read(path, source_language, target_language, report):
        if sides is None:
            report.skip("malformed", place)
            continue
        pair = Pair(*(normalize(side) for side in sides))
        if not pair.source or not pair.target:
            report.skip("empty", place)
        elif max(len(pair.source), len(pair.target)) > MAX_CHARACTERS:
            report.skip(f"longer than {MAX_CHARACTERS:,} characters", place)
        else:
            report.kept += 1
            yield pair


def _reader(path: Path, source: str, target: str) -> _Reader:
    """The reader of a corpus, by its name's ending or else its first line."""
    ending = Path(path.name.removesuffix(".gz")).suffix
    if ending == f".{target}" and ending != f".{source}":
        raise CallError(f"{path}: name the {source} side of two parallel files; the other is found beside it")
    if ending == f".{source}":
        return parallel.read
    if by_ending := _BY_ENDING.get(ending.lower()):
        return by_ending
    first = next((line.lstrip() for _, line in read_lines(path, ReadReport()) if line and line.strip()), "")
    return next((read for start, read in _BY_BEGINNING.items() if first.startswith(start)), tab_separated.read)
