"""Lines of text files, plain or gzip, one at a time and bounded; what is skipped is counted. Knows no format."""

import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from shared.errors import CallError, CorpusError

MAX_LINE_BYTES = 100_000

# What reading a cut or damaged compressed file or archive ends in.
BROKEN_FILE = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, tarfile.TarError)

_GZIP_MAGIC = b"\x1f\x8b"
_BYTE_ORDER_MARK = "\ufeff"
_SHOWN_LINES = 5


@dataclass
class ReadReport:
    """What was read of a corpus and what was skipped, with the first places of each reason."""

    kept: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def skip(self, reason: str, place: str) -> None:
        """Count one skipped item; `place` is like `corpus.tsv:17`."""
        self.skipped[reason] = self.skipped.get(reason, 0) + 1
        if len(self.places.setdefault(reason, [])) < _SHOWN_LINES:
            self.places[reason].append(place)

    def lines(self) -> list[str]:
        """The report for a reader: what was kept, then a line a reason."""
        rows = [f"kept {self.kept:,}, skipped {sum(self.skipped.values()):,}"]
        for reason, count in self.skipped.items():
            more = ", …" if count > _SHOWN_LINES else ""
            rows.append(f"  skipped {count:,}: {reason} ({', '.join(self.places[reason])}{more})")
        return rows


def open_bytes(path: Path) -> IO[bytes]:
    """Open a plain or gzip file for reading, whatever its name; raises `CallError` if there is none."""
    try:
        file = path.open("rb")  # once: what a pipe has given is gone
        if not file.peek(2).startswith(_GZIP_MAGIC):
            return file
        file.close()
        return gzip.open(path, "rb")  # type: ignore[return-value]
    except FileNotFoundError as error:
        raise CallError(f"{path}: no such file") from error
    except OSError as error:
        raise CallError(f"{path}: cannot be read ({error.strerror})") from error


def read_lines(path: Path, report: ReadReport) -> Iterator[tuple[int, str | None]]:
    """Number (from 1) and text of each line, without its end; None for a line that is reported as skipped.

    Raises:
        CallError: if there is no such file.
        CorpusError: if a compressed file is cut or broken.
    """
    with open_bytes(path) as file:
        yield from lines_of(file, path.name, report)


def lines_of(file: IO[bytes], name: str, report: ReadReport) -> Iterator[tuple[int, str | None]]:
    """The same of an open file; a line longer than `MAX_LINE_BYTES` is skipped without being held in memory."""
    try:
        for number, line in enumerate(_bounded_lines(file), start=1):
            yield number, _decode(line, f"{name}:{number}", report)
    except BROKEN_FILE as error:
        raise CorpusError(f"{name}: the compressed file is cut or broken ({error}); get it again") from error


def _bounded_lines(file: IO[bytes]) -> Iterator[bytes | None]:
    while line := file.readline(MAX_LINE_BYTES + 1):
        if line.endswith(b"\n") or len(line) <= MAX_LINE_BYTES:
            yield line
            continue
        while (rest := file.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield None


def _decode(line: bytes | None, place: str, report: ReadReport) -> str | None:
    if line is None:
        report.skip(f"longer than {MAX_LINE_BYTES:,} bytes", place)
        return None
    try:
        return line.decode("utf-8").removeprefix(_BYTE_ORDER_MARK).rstrip("\r\n")
    except UnicodeDecodeError:
        report.skip("not UTF-8", place)
        return None
