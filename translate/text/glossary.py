"""A user's own translations: of whole phrases, which win over the model, and of terms in a sentence. Knows no model."""

import re
from collections.abc import Iterable
from pathlib import Path

from shared.errors import CallError, CorpusError
from shared.text.lines import ReadReport, read_lines
from shared.text.normalize import normalize
from translate.text.forms import with_end_of, without_end

MAX_ENTRIES = 100_000

# What a word is made of, but not in Chinese or Japanese, which write no space between words.
_PARTED = r"[^\W\u3040-\u30ff\u4e00-\u9fff]"


class Glossary:
    """Phrases of one language and what they are to become in another.

    Args:
        entries: phrase and translation; of phrases that are the same, the last one counts.
    """

    def __init__(self, entries: Iterable[tuple[str, str]] = ()):
        self._exact = {normalize(phrase): normalize(translation) for phrase, translation in entries}
        self._folded = {_fold(phrase): translation for phrase, translation in self._exact.items()}
        self._ended = {
            _fold(without_end(phrase)): without_end(translation) if without_end(phrase) != phrase else translation
            for phrase, translation in self._exact.items()
        }
        # The longest first, so that "New York City" is not cut up by "New York".
        phrases = sorted({*self._exact, *self._folded}, key=lambda phrase: (-len(phrase), phrase))
        self._terms = re.compile("|".join(map(_term, phrases)), re.IGNORECASE) if phrases else None

    def whole(self, text: str) -> str | None:
        """The translation of a text that is an entry: in this form, else in other capitals."""
        text = normalize(text)
        return self._exact[text] if text in self._exact else self._folded.get(_fold(text))

    def translated(self, text: str, target: str) -> str:
        """The translation of a text that is an entry, whatever marks either ends in; empty if it is none."""
        if (known := self.whole(text)) is None and (known := self._ended.get(_fold(without_end(normalize(text))))):
            return with_end_of(text, known, target)
        return known or ""

    def terms(self, text: str) -> list[tuple[int, int, str]]:
        """Where entries stand in a text: start, end and translation of each."""
        if self._terms is None:
            return []
        found = self._terms.finditer(text)
        return [(term.start(), term.end(), self._translation(term[0])) for term in found]

    def kept(self) -> "Glossary":
        """A glossary that leaves alone what this one has translated."""
        return Glossary((translation, translation) for translation in self._exact.values())

    def _translation(self, term: str) -> str:
        return self._exact.get(term) or self._folded[_fold(term)]


NO_GLOSSARY = Glossary()


def read_glossary(path: Path) -> Glossary:
    """The glossary of a tab-separated file: phrase, tab, translation.

    Raises:
        CallError: if there is no such file.
        CorpusError: naming the first line that is no entry.
    """
    report = ReadReport()
    entries: list[tuple[str, str]] = []
    for number, line in read_lines(path, report):
        if line is None:
            raise CorpusError(f"{path}: line {number}: {next(iter(report.skipped))}; write `phrase<TAB>translation`")
        if not line.strip():
            continue
        columns = [normalize(column) for column in line.split("\t")]
        if len(columns) < 2 or not all(columns[:2]):
            raise CorpusError(f"{path}: line {number}: no entry; write `phrase<TAB>translation`, one a line")
        entries.append((columns[0], columns[1]))
        if len(entries) > MAX_ENTRIES:
            raise CallError(f"{path}: more than {MAX_ENTRIES:,} entries; learn so many with `translate.train`")
    return Glossary(entries)


def _fold(text: str) -> str:
    """The text in small letters, the Turkish i's one and the same as they are to a pattern that ignores case."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _term(phrase: str) -> str:
    """The pattern of a phrase: whole words where its edges are letters of a script that parts words."""
    left = f"(?<!{_PARTED})" if re.match(_PARTED, phrase) else ""
    right = f"(?!{_PARTED})" if re.search(rf"{_PARTED}\Z", phrase) else ""
    return left + re.escape(phrase) + right
