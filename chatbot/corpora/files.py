"""The files of a corpus: one file, a folder, or an archive, of which a part can be named; knows no format."""

import codecs
import contextlib
import functools
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, cast

from shared.errors import CallError, CorpusError
from shared.text.lines import BROKEN_FILE, open_bytes

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER_BYTES = 1 << 16
# A cut or damaged file; a zip in an unknown compression; one with a password.
_BROKEN = (*BROKEN_FILE, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class CorpusFile:
    """One file of a corpus.

    Args:
        name: as reports and errors call it.
        content: without a byte order mark; in UTF-8 where the file is in UTF-16, otherwise as it is.
        head: how it begins, white space left out; what is not UTF-8 is replaced.
        beside: opens the files of its folder one after the other, this one among them.
    """

    name: str
    content: io.BufferedReader
    head: str
    beside: Callable[[], Iterator["CorpusFile"]]


def corpus_files(path: Path) -> Iterator[CorpusFile]:
    """Each file of a corpus; it is closed when the next is asked for.

    Args:
        path: a file (may be gzip), a folder, a tar or zip archive, or a folder inside one: `corpus.tar.gz/english`.

    Raises:
        CallError: if there is nothing at `path`.
        CorpusError: if it is cut or broken.
    """
    if path.is_dir():
        yield from _of_folder(path, path, "**/*")
        return
    archive = next((parent for parent in (path, *path.parents) if parent.is_file()), path)
    if archive.is_file() and (tarfile.is_tarfile(archive) or zipfile.is_zipfile(archive)):
        yield from _of_archive(archive, path.relative_to(archive))
        return
    with _opened(path.name, open_bytes(path), functools.partial(_of_folder, path.parent, path.parent, "*")) as file:
        yield file


def _of_folder(root: Path, folder: Path, pattern: str) -> Iterator[CorpusFile]:
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        beside = functools.partial(_of_folder, root, path.parent, "*")
        with _opened(str(path.relative_to(root)), open_bytes(path), beside) as file:
            yield file


def _of_archive(archive: Path, inside: PurePath) -> Iterator[CorpusFile]:
    empty = True
    try:
        for name, content in _members(archive, inside):
            empty = False
            beside = functools.partial(_of_archive, archive, PurePath(name).parent)
            with _opened(f"{archive.name}/{name}", content, beside) as file:
                yield file
    except _BROKEN as error:
        raise CorpusError(f"{archive}: the archive is cut or broken ({error}); get it again") from error
    if empty:
        raise CallError(f"{archive}: holds no file below {str(inside)!r}")


def _members(archive: Path, inside: PurePath) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of the files of an archive below a folder of it."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as members:
            for info in members.infolist():
                if not info.is_dir() and PurePath(info.filename).is_relative_to(inside):
                    yield info.filename, members.open(info)
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None and PurePath(member.name).is_relative_to(inside):
                yield member.name, content


@contextlib.contextmanager
def _opened(name: str, file: IO[bytes], beside: Callable[[], Iterator[CorpusFile]]) -> Iterator[CorpusFile]:
    with file:
        content: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, _Checked(file, name)), _BUFFER_BYTES)
        if content.peek().startswith(_UTF16_MARKS):
            content = recoded(content, "utf-16", "replace")
        elif content.peek().startswith(codecs.BOM_UTF8):
            content.read(len(codecs.BOM_UTF8))
        yield CorpusFile(name, content, content.peek().decode("utf-8", "replace").lstrip(), beside)


def recoded(content: IO[bytes], encoding: str, errors: str) -> io.BufferedReader:
    """A file of another encoding as UTF-8; `errors` may be `cp1252_instead`: what is not valid is taken for that."""
    return io.BufferedReader(cast(io.RawIOBase, _Recoded(content, encoding, errors)), _BUFFER_BYTES)


class _Checked(io.RawIOBase):
    """A file that says which it is when it turns out to be cut or damaged."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file, self._name = file, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read(len(view))
        except _BROKEN as error:
            raise CorpusError(f"{self._name}: the compressed file is cut or broken ({error}); get it again") from error
        view[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    def __init__(self, file: IO[bytes], encoding: str, errors: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._waiting = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        while not self._waiting and not self._ended:
            chunk = self._file.read(_BUFFER_BYTES)
            self._ended = not chunk
            self._waiting = self._decoder.decode(chunk, final=self._ended).encode("utf-8", "replace")
        data, self._waiting = self._waiting[: len(view)], self._waiting[len(view) :]
        view[: len(data)] = data
        return len(data)


def _cp1252_instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("cp1252_instead", _cp1252_instead)
