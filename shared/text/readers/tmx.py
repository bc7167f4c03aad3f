"""Pairs of translation memories (TMX 1.4), read a unit at a time; knows where its elements stand, and no language.

A file may come from anywhere: entities are refused, nothing it refers to is opened, and no unit may fill the memory.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from shared.errors import CorpusError
from shared.text.lines import BROKEN_FILE, ReadReport, open_bytes
from shared.text.readers.row import Row

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_UNIT_BYTES = 1_000_000

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Native code of the file that was translated; a `sub` within is text again, as of a footnote.
_CODE = frozenset({"bpt", "ept", "it", "ph", "ut"})


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """The rows of a file: of each unit the first variant in either language, whatever its region.

    Raises:
        CorpusError: where it is no well-formed TMX, declares an entity, or has a unit beyond `MAX_UNIT_BYTES`.
    """
    with open_bytes(path) as file:
        for line, unit in _units(_Feed(file, path.name)):
            place = f"{path.name}:{line}"
            segments = _segments(unit)
            if source not in segments or target not in segments:
                report.skip(f"without {source} or {target}", place)
                continue
            try:
                yield place, (_text(segments[source]), _text(segments[target]))
            except RecursionError:
                yield place, None


class _Feed:
    """A file as the parser asks for it: by the line, so that a unit's line is known, and bounded between units."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self.line = 1
        self._file = file
        self._line_ended = False
        self._unit_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """A line, or the next `size` bytes of one that is longer."""
        try:
            chunk = self._file.readline(size)
        except BROKEN_FILE as error:
            raise CorpusError(f"{self.name}: the compressed file is cut or broken ({error}); get it again") from error
        self.line += self._line_ended
        self._line_ended = chunk.endswith(b"\n")
        self._unit_bytes += len(chunk)
        if self._unit_bytes > MAX_UNIT_BYTES:
            raise self.error(f"more than {MAX_UNIT_BYTES:,} bytes without the end of a unit; take it out or part it")
        return chunk

    def unit_ended(self) -> None:
        """Count a unit's bytes anew."""
        self._unit_bytes = 0

    def error(self, what: str, line: int | None = None) -> CorpusError:
        """An error at a line, where none is given the one that was read last."""
        return CorpusError(f"{self.name}:{line or self.line}: {what}")


def _units(feed: _Feed) -> Iterator[tuple[int, "Element"]]:
    """Each translation unit, complete, with the line it begins in; all else is dropped as soon as it ends."""
    ancestors: list[Element] = []
    unit, line = None, 0
    for event, element in _events(feed):
        if event == "start":
            if not ancestors and _name(element) != "tmx":
                raise feed.error(f"begins with <{_name(element)}>, not <tmx>; give a translation memory (TMX 1.4)")
            if unit is None and _name(element) == "tu":
                unit, line = element, feed.line
            ancestors.append(element)
            continue
        ancestors.pop()
        if element is unit:
            yield line, element
            unit = None
        if unit is None and ancestors:
            # The parser hangs each element into its parent; left there, they would add up to the whole file.
            ancestors[-1].clear()
            feed.unit_ended()


def _events(feed: _Feed) -> Iterator[tuple[str, "Element"]]:
    """Start and end of each element, with what can go wrong in between as a `CorpusError`."""
    # Here, since serving imports this package too and has no need of it.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    try:
        yield from iterparse(feed, events=("start", "end"))
    except ParseError as error:
        what = str(error).partition(": line")[0]
        raise feed.error(f"no well-formed XML ({what}); mend it, or export it again", error.position[0]) from error
    except DefusedXmlException as error:
        raise feed.error("declares an entity, which is refused; take the declaration out") from error
    except (LookupError, ValueError) as error:
        raise feed.error(f"in an encoding that cannot be read ({error}); save it as UTF-8") from error


def _segments(unit: "Element") -> dict[str, "Element"]:
    """The segment of each language, named by its primary subtag in small letters; a language's first one stays."""
    segments: dict[str, Element] = {}
    for variant in unit:
        code = variant.get(_XML_LANGUAGE) or variant.get("lang") or ""
        language = re.split("[-_]", code.strip(), maxsplit=1)[0].lower()
        for child in variant:
            if _name(variant) == "tuv" and _name(child) == "seg":
                segments.setdefault(language, child)
    return segments


def _text(element: "Element") -> str:
    """What is to be read of an element; of native code only what stands in `sub`."""
    is_code = _name(element) in _CODE
    parts = [] if is_code else [element.text or ""]
    for child in element:
        parts.append(_text(child))
        if not is_code:
            parts.append(child.tail or "")
    return "".join(parts)


def _name(element: "Element") -> str:
    """Its name without the namespace that some tools declare."""
    return element.tag.rpartition("}")[2]
