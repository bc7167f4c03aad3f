"""The files of a corpus: one file, a folder, or an archive, of which a part can be named; knows no format."""

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from shared.errors import CallError, CorpusError
from shared.text.lines import BROKEN_FILE, open_bytes

_BUFFER_BYTES = 1 << 16


def corpus_files(path: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    """Name and content of each file of a corpus; each is closed when the next is asked for.

    Args:
        path: a file (may be gzip), a folder, a tar archive, or a folder inside one: `corpus.tar.gz/english`.

    Raises:
        CallError: if there is nothing at `path`.
        CorpusError: if an archive is cut or broken.
    """
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if file.is_file()):
            with _buffered(open_bytes(file)) as content:
                yield str(file.relative_to(path)), content
        return
    archive = next((parent for parent in (path, *path.parents) if parent.is_file()), path)
    if archive.is_file() and tarfile.is_tarfile(archive):
        yield from _archived(archive, path.relative_to(archive))
        return
    with _buffered(open_bytes(path)) as content:
        yield path.name, content


def _archived(archive: Path, inside: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    empty = True
    try:
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile() and Path(member.name).is_relative_to(inside):
                    empty = False
                    with _buffered(cast(IO[bytes], members.extractfile(member))) as content:
                        yield f"{archive.name}/{member.name}", content
    except (*BROKEN_FILE, OSError) as error:
        raise CorpusError(f"{archive}: the archive is cut or broken ({error}); get it again") from error
    if empty:
        raise CallError(f"{archive}: holds no file below {str(inside)!r}")


def _buffered(file: IO[bytes]) -> io.BufferedReader:
    """A file whose beginning can be looked at without seeking, which in an archive is slow."""
    return io.BufferedReader(cast(io.RawIOBase, file), _BUFFER_BYTES)
