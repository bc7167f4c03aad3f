"""JSON documents read as a stream: the values at wanted places, one at a time; knows no format of dialogues.

However large a document is, no more than one value of it is held, and of that no more than `MAX_VALUE_BYTES`.
"""

from collections.abc import Callable, Iterator
from typing import IO, Any

from chatbot.corpora.files import CorpusFile
from shared.errors import CorpusError

MAX_VALUE_BYTES = 5_000_000

# The place of an element in its array, where a member of an object has its key.
ELEMENT = "[]"

_MAX_DEPTH = 100

Place = tuple[str, ...]


def values(file: CorpusFile, wanted: Callable[[Place], bool]) -> Iterator[tuple[Place, Any]]:
    """Each value whose place is wanted, with the place; none of those within it.

    Raises:
        CorpusError: where the document is not well-formed, too deep, or has a value beyond `MAX_VALUE_BYTES`.

    Example: of `{"a": [{"b": 1}]}`, `("a", "[]")` -> `{"b": 1}`
    """
    from ijson.common import ObjectBuilder  # needed for training only

    feed = _Feed(file.content, file.name)
    builder, depth = None, 0
    for path, event, value in _located(feed):
        if builder is None and not event.startswith("end") and event != "map_key" and wanted(tuple(path)):
            builder, depth = ObjectBuilder(), len(path)
        if builder is not None:
            builder.event(event, value)
            if len(path) == depth and not event.startswith("start"):
                yield tuple(path), builder.value
                builder = None
        if builder is None:
            feed.restart()


def _located(feed: "_Feed") -> Iterator[tuple[list[str], str, Any]]:
    """Each event of the parser with the place of its value; of a key, that of its object's member."""
    path: list[str] = []
    for event, value in _events(feed):
        if event == "map_key":
            path[-1] = value
        elif event.startswith("end"):
            path.pop()
        yield path, event, value
        if event.startswith("start"):
            path.append(ELEMENT)
            if len(path) > _MAX_DEPTH:
                raise CorpusError(f"{feed.name}: JSON nested more than {_MAX_DEPTH} deep; take that part out")


def _events(feed: "_Feed") -> Iterator[tuple[str, Any]]:
    import ijson

    try:
        # As floats, a number of thousands of digits is an error; otherwise it breaks the parser's C code.
        yield from ijson.basic_parse(feed, use_float=True)
    except (ijson.JSONError, ValueError) as error:
        cause = str(error).removeprefix("b'").partition("\n")[0].partition("\\n")[0][:80]
        raise CorpusError(f"{feed.name}: no well-formed JSON ({cause}); mend it, or export it again") from error


class _Feed:
    """A file as the parser asks for it, bounded between values."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self._file = file
        self._bytes = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the file."""
        chunk = self._file.read(size)
        self._bytes += len(chunk)
        if self._bytes > MAX_VALUE_BYTES:
            raise CorpusError(f"{self.name}: a value longer than {MAX_VALUE_BYTES:,} bytes; take it out")
        return chunk

    def restart(self) -> None:
        """Count anew: a value has ended."""
        self._bytes = 0
