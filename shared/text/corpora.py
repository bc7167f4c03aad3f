"""Readers of translation corpora: tab-separated, two parallel files, JSON Lines; knows no language.

What cannot be learned from is skipped, counted and reported with its line, never fatal.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.errors import CallError
from shared.text.lines import ReadReport, read_lines
from shared.text.normalize import normalize

MAX_CHARACTERS = 1000


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation, both normalized."""

    source: str
    target: str


def read_pairs(path: Path, source_language: str, target_language: str, report: ReadReport) -> Iterator[Pair]:
    """The pairs of one corpus.

    Args:
        path: a tab-separated or JSON Lines file, or the source side of two parallel files whose names
            end in the language codes (`corpus.en` and `corpus.fr`, or with `.gz` behind).
        source_language: the code of column 1.
        target_language: the code of column 2.
        report: counts what is kept and skipped.

    Raises:
        CallError: if a file is missing, or has no reader.
        CorpusError: if a compressed file is broken.
    """
    rows = _choose_reader(path, source_language, target_language, report)
    for place, sides in rows:
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


_Row = tuple[str, tuple[str, str] | None]


def _choose_reader(path: Path, source: str, target: str, report: ReadReport) -> Iterator[_Row]:
    """The reader of a corpus, by its name's ending and, for JSON, its first line."""
    bare = path.with_suffix("") if path.suffix == ".gz" else path
    if bare.suffix == f".{target}" and bare.suffix != f".{source}":
        raise CallError(f"{path}: name the {source} side of two parallel files; the other is found beside it")
    if bare.suffix == f".{source}":
        other = bare.with_suffix(f".{target}")
        return _read_parallel(path, other.with_name(other.name + path.name[len(bare.name) :]), report)
    first = next((line for _, line in read_lines(path, ReadReport()) if line and line.strip()), "")
    if first.lstrip().startswith("{"):
        return _read_json_lines(path, source, target, report)
    return _read_tab_separated(path, report)


def _read_tab_separated(path: Path, report: ReadReport) -> Iterator[_Row]:
    for number, line in read_lines(path, report):
        if line is None:
            continue
        columns = line.split("\t")
        yield f"{path.name}:{number}", (columns[0], columns[1]) if len(columns) > 1 else None


def _read_parallel(source: Path, target: Path, report: ReadReport) -> Iterator[_Row]:
    if not target.exists():
        raise CallError(f"{target}: no such file; two parallel files stand side by side")
    both = itertools.zip_longest(read_lines(source, report), read_lines(target, report))
    for number, (left, right) in enumerate(both, start=1):
        if left is None or right is None:
            yield f"{source.name}:{number} (the other file is shorter or longer)", None
        elif left[1] is not None and right[1] is not None:
            yield f"{source.name}:{number}", (left[1], right[1])


def _read_json_lines(path: Path, source: str, target: str, report: ReadReport) -> Iterator[_Row]:
    for number, line in read_lines(path, report):
        if line is not None and line.strip():
            yield f"{path.name}:{number}", _sides_of_json(line, source, target)


def _sides_of_json(line: str, source: str, target: str) -> tuple[str, str] | None:
    """Both sides of `{"en": …, "fr": …}`, `{"translation": {…}}` or `{"source": …, "target": …}`."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(record, dict) and isinstance(record.get("translation"), dict):
        record = record["translation"]
    for keys in ((source, target), ("source", "target")):
        sides = tuple(record.get(key) for key in keys) if isinstance(record, dict) else ()
        if len(sides) == 2 and all(isinstance(side, str) for side in sides):
            return str(sides[0]), str(sides[1])
    return None
