"""Lists of short inputs with all that is acceptable for each, and whether a translation is; knows no model.

A line is `category<TAB>input<TAB>pattern`; a pattern has alternatives parted by `|`, and `{a|b|}` within a text.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from shared.errors import CorpusError
from shared.text.lines import ReadReport, read_lines

_QUOTES = str.maketrans("’‘“”\u201a\u201e", "''\"\"'\"")
_SPACE_INSIDE = re.compile(r"\s+(?=[?!:;»？！])|(?<=«)\s+")


@dataclass(frozen=True)
class ShortInput:
    """One case of a list.

    Args:
        category: such as `greeting`.
        text: what is to be translated.
        acceptable: all translations of it that a person who knows both languages would accept.
    """

    category: str
    text: str
    acceptable: frozenset[str]

    def accepts(self, translation: str) -> bool:
        """Whether a translation is among the acceptable ones.

        Not compared are kinds of quotes and spaces, a final full stop or exclamation mark, and the case of the
        first letter; of an input all in capitals or all in small letters, no case at all.
        """
        caseless = self.text in (self.text.upper(), self.text.lower())
        given = _comparable(translation, caseless)
        return any(_comparable(answer, caseless) == given for answer in self.acceptable)


def read_short_inputs(path: Path) -> list[ShortInput]:
    """The cases of a list; raises `CorpusError` naming the line that is none."""
    cases = []
    for number, line in read_lines(path, ReadReport()):
        columns = (line or "").split("\t")
        if len(columns) != 3 or not all(columns):
            raise CorpusError(f"{path}: line {number}: no case; write `category<TAB>input<TAB>pattern`")
        category, text, pattern = columns
        cases.append(ShortInput(category, text, frozenset(answer.strip() for answer in expand(pattern))))
    return cases


def expand(pattern: str) -> list[str]:
    """All texts that a pattern stands for.

    Example: `expand("{a |}b | c")` -> `["a b ", "b ", " c"]`
    """
    texts, rest = _alternatives(pattern, 0)
    if rest != len(pattern):
        raise CorpusError(f"pattern {pattern!r}: a brace too many")
    return texts


def _alternatives(pattern: str, at: int) -> tuple[list[str], int]:
    """The texts from a place up to the brace that closes it, or the end."""
    found: list[str] = []
    texts = [""]
    while at < len(pattern) and pattern[at] != "}":
        if pattern[at] == "{":
            inner, at = _alternatives(pattern, at + 1)
            if at == len(pattern):
                raise CorpusError(f"pattern {pattern!r}: a brace is not closed")
            texts = [text + more for text in texts for more in inner]
        elif pattern[at] == "|":
            found, texts = found + texts, [""]
        else:
            texts = [text + pattern[at] for text in texts]
        at += 1
    return found + texts, at


def _comparable(text: str, caseless: bool) -> str:
    folded = " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())
    folded = _SPACE_INSIDE.sub("", folded).rstrip(".!。！…")
    if not folded.startswith("¿"):
        folded = folded.removeprefix("¡")
    if caseless:
        return folded.casefold()
    start = next((place for place, character in enumerate(folded) if character.isalpha()), 0)
    return folded[:start] + folded[start : start + 1].casefold() + folded[start + 1 :]
