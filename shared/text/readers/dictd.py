"""Dictionaries in the format of dictd (RFC 2229's server), as FreeDict and others give them out.

`NAME.index` says where the entries of `NAME.dict.dz` or `NAME.dict` begin and how long they are; an entry is a
headword, its pronunciation and tags, then its translations, by sense or all together. Knows no language.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from shared.errors import CallError, CorpusError
from shared.text.lines import BROKEN_FILE, ReadReport, open_bytes, read_lines
from shared.text.readers.row import Row

# Its own base 64: numbers, most significant digit first.
_DIGITS = {digit: n for n, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_ABOUT_ITSELF = ("00-database", "00database")
_PRONUNCIATION = re.compile(r"\s/.*")
_SENSE = re.compile(r"(?:[IVX]+\.)?\s*(?:<[^>]*>)?\s*(?:\d+\.)?\s*")
# What is said of a translation; brackets in brackets are taken out from the innermost on.
_REMARK = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}")
_NO_TRANSLATION = re.compile(r"(?:Synonyms?|Antonyms?|Note|see|Cross-reference)\s*:|[\"“]")
_BETWEEN_TRANSLATIONS = re.compile(r"[,;]\s+|[,;]$")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def read(path: Path, source: str, target: str, report: ReadReport) -> Iterator[Row]:
    """A row for each headword and each of its translations; the languages are told by their order alone.

    Raises:
        CallError: if the file of entries is missing.
        CorpusError: if it is broken.
    """
    entries = _entries(path)
    for number, line in read_lines(path, report):
        columns = (line or "").split("\t")
        if len(columns) < 3 or not set(columns[1] + columns[2]) <= _DIGITS.keys():
            yield f"{path.name}:{number}", None
        elif not columns[0].startswith(_ABOUT_ITSELF):
            start, length = map(_number, columns[1:3])
            headword, *lines = entries[start : start + length].decode("utf-8", "replace").splitlines() or [""]
            head = _plain(_bare(_PRONUNCIATION.sub("", headword)))
            for translation in _translations(lines):
                yield f"{path.name}:{number}", (head, translation)


def _entries(index: Path) -> bytes:
    possible = [index.with_suffix(ending) for ending in (".dict.dz", ".dict")]
    path = next((path for path in possible if path.exists()), None)
    if path is None:
        raise CallError(f"{possible[0]}: no such file; a dictionary and its index stand side by side")
    try:
        with open_bytes(path) as file:
            return file.read()
    except BROKEN_FILE as error:
        raise CorpusError(f"{path}: the compressed file is cut or broken ({error}); get it again") from error


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = len(_DIGITS) * number + _DIGITS[digit]
    return number


def _translations(lines: list[str]) -> Iterator[str]:
    """Those of the first line of each sense that has any; what follows them tells of the word."""
    expected = True
    for line in map(str.strip, lines):
        sense = _SENSE.match(line)
        assert sense is not None  # it matches nothing as well
        expected = expected or bool(sense[0].strip())
        if not expected or _NO_TRANSLATION.match(line):
            continue
        found = [text for text in map(_plain, _BETWEEN_TRANSLATIONS.split(_bare(line[sense.end() :]))) if text]
        expected = not found
        yield from found


def _bare(text: str) -> str:
    """The text without remarks."""
    while (shorter := _REMARK.sub(" ", text)) != text:
        text = shorter
    return text


def _plain(text: str) -> str:
    return " ".join(text.translate(_HYPHENS).split())
