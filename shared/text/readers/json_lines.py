"""JSON Lines of pairs: `{"en": …, "fr": …}`, `{"translation": {…}}` or `{"source": …, "target": …}`."""

import json
from collections.abc import Iterator
from pathlib import Path

from shared.text.lines import ReadReport, read_lines
from shared.text.readers.row import Row


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """The rows of a file; blank lines are none."""
    for number, line in read_lines(path, report):
        if line is not None and line.strip():
            yield f"{path.name}:{number}", _sides(line, source, target)


def _sides(line: str, source: str, target: str) -> tuple[str, str] | None:
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
