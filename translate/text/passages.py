"""Longer texts: cut into sentences, and put together again with their line breaks and spacing. Knows no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from shared.text.normalize import normalize
from translate.text.languages import UNSPACED
from translate.text.slots import without_marks

_SPACED_LINE = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
# Text of one sentence is by far the most; only what could be two is worth a splitter's time.
_INNER_END = re.compile(r"[^\w\s,]\s+\S|[。！？．]\S")
# What a sentence may follow if not white space; elsewhere a splitter's boundary may be within an address.
_WIDE_ENDS = frozenset("。！？．」』”’）")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Passage:
    """A text as sentences and what stands between them.

    Args:
        sentences: in their order; never empty, without white space around them.
        gaps: what stands before each sentence and, last, after all of them.
        language: the sentences' code.
    """

    sentences: tuple[str, ...]
    gaps: tuple[str, ...]
    language: str

    def joined(self, translations: Sequence[str], target: str) -> str:
        """The translations in place of the sentences; between two on a line, a space where only the target has them.

        Example: `split_passage("一。二。", "zh").joined(["One.", "Two."], "en")` -> `"One. Two."`
        """
        parts = [self.gaps[0]]
        for translation, gap in zip(translations, self.gaps[1:], strict=True):
            parts += [translation, gap]
        if (self.language in UNSPACED) != (target in UNSPACED):
            inner = "" if target in UNSPACED else " "
            for place in range(2, len(parts) - 1, 2):
                if not parts[place].strip(" \u3000"):
                    parts[place] = inner
        return "".join(parts)


def split_passage(text: str, language: str) -> Passage:
    """The sentences of a text, line by line.

    Example: `split_passage("One. Two.", "en").sentences` -> `("One.", "Two.")`
    """
    sentences: list[str] = []
    gaps = [""]
    for line in text.splitlines(keepends=True):
        for piece in _sentences(line, language):
            matched = _SPACED_LINE.fullmatch(piece)
            assert matched is not None  # it matches anything
            before, sentence, after = matched.groups()
            gaps[-1] += before
            if normalize(without_marks(sentence)):
                sentences.append(sentence)
                gaps.append(after)
            else:
                gaps[-1] += sentence + after
    return Passage(tuple(sentences), tuple(gaps), language)


def _sentences(line: str, language: str) -> list[str]:
    """The sentences of a line with the white space behind them; together they are the line."""
    if not _INNER_END.search(line):
        return [line]
    # The splitter raises on lone surrogates.
    boundaries = _splitter().get_sentence_boundaries(language, _LONE_SURROGATE.sub("\ufffd", line))
    starts = [boundary["start_index"] for boundary in boundaries]
    inner = sorted({start for start in starts if 0 < start < len(line) and _may_end(line[start - 1])})
    return [line[start:end] for start, end in zip([0, *inner], [*inner, len(line)], strict=True)]


def _may_end(character: str) -> bool:
    return character.isspace() or character in _WIDE_ENDS


@cache
def _splitter() -> Any:
    import sentencex  # loads its rules: only who gives more than a phrase waits for them

    return sentencex
