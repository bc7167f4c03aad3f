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
        alone: whether the corpus is this file, and not the folder or archive that it is in.
    """

    name: str
    content: io.BufferedReader
    head: str
    beside: Callable[[], Iterator["CorpusFile"]]
    alone: bool = False


def corpus_files(path: Path) -> Iterator[CorpusFile]:
    """Each file of a corpus, but those hidden in a folder or archive; it is closed when the next is asked for.

    Args:
        path: a file (may be gzip), a folder, a tar or zip archive, or a folder inside one: `corpus.tar.gz/english`.

    Raises:
        CallError: if there is nothing at `path` that can be read, and read again.
        CorpusError: if it is cut or broken.
    """
    with _readable(path):
        is_folder, is_pipe = path.is_dir(), path.exists() and not path.is_file()
        archive = next((parent for parent in (path, *path.parents) if parent.is_file()), None)
    if is_folder:
        yield from _of_folder(path, path, below=True)
        return
    if is_pipe:
        raise CallError(f"{path}: a pipe or a device, and a corpus is read more than once; give a file")
    if archive is not None and _is_archive(archive):
        yield from _of_archive(archive, path.relative_to(archive))
        return
    beside = functools.partial(_of_folder, path.parent, path.parent, below=False)
    with _opened(path.name, open_bytes(path), beside, alone=True) as file:
        yield file


def _is_archive(path: Path) -> bool:
    """Whether it is a tar or zip archive; of what is cut or cannot be read, whoever reads it as a file tells why."""
    try:
        return tarfile.is_tarfile(path) or zipfile.is_zipfile(path)
    except (*BROKEN_FILE, OSError):
        return False


def _of_folder(root: Path, folder: Path, below: bool) -> Iterator[CorpusFile]:
    for path in _paths(folder, below):
        beside = functools.partial(_of_folder, root, path.parent, below=False)
        with _opened(str(path.relative_to(root)), open_bytes(path), beside) as file:
            yield file


def _paths(folder: Path, below: bool) -> Iterator[Path]:
    """The files of a folder in order, with those in the folders below it if they are wanted too."""
    with _readable(folder):
        paths = [(path, path.is_file()) for path in sorted(folder.iterdir()) if not _is_hidden(path.name)]
    for path, is_file in paths:
        if is_file:
            yield path
        elif below and path.is_dir() and not path.is_symlink():
            yield from _paths(path, below)


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Looking at a path fails with `CallError` where it is forbidden."""
    try:
        yield
    except OSError as error:
        raise CallError(f"{path}: cannot be read ({error.strerror})") from error


def _is_hidden(*names: str) -> bool:
    """Whether it is the machine's own and no corpus, by the names of its folders and its own: .git, .DS_Store, ._x."""
    return any(name.startswith(".") for name in names)


def _of_archive(archive: Path, inside: PurePath) -> Iterator[CorpusFile]:
    empty = True
    try:
        for name, content in _members(archive, inside):
            empty = False
            beside = functools.partial(_of_archive, archive, PurePath(name).parent)
            with _opened(f"{archive.name}/{name}", content, beside, alone=PurePath(name) == inside) as file:
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
                if not info.is_dir() and _is_wanted(info.filename, inside):
                    yield info.filename, members.open(info)
        return
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None and _is_wanted(member.name, inside):
                yield member.name, content


def _is_wanted(name: str, inside: PurePath) -> bool:
    path = PurePath(name)
    return path.is_relative_to(inside) and not _is_hidden(*path.relative_to(inside).parts)


@contextlib.contextmanager
def _opened(
    name: str, file: IO[bytes], beside: Callable[[], Iterator[CorpusFile]], alone: bool = False
) -> Iterator[CorpusFile]:
    with file:
        content: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, _Checked(file, name)), _BUFFER_BYTES)
        if content.peek().startswith(_UTF16_MARKS):
            content = recoded(content, "utf-16", "replace")
        elif content.peek().startswith(codecs.BOM_UTF8):
            content.read(len(codecs.BOM_UTF8))
        if _ends_lines_with_returns(content.peek()):
            content = io.BufferedReader(cast(io.RawIOBase, _NewLines(content)), _BUFFER_BYTES)
        yield CorpusFile(name, content, content.peek().decode("utf-8", "replace").lstrip(), beside, alone)


def _ends_lines_with_returns(head: bytes) -> bool:
    """Whether lines end in carriage returns alone, as Excel for Mac writes them, line feeds being within its cells."""
    return b"\r\n" not in head and head.count(b"\r") > head.count(b"\n")


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


class _NewLines(io.RawIOBase):
    """A file with line feeds where it has carriage returns."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self._file.read(len(view)).replace(b"\r", b"\n")
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
