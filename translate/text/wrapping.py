"""What stands around a sentence and is no part of it: list marks, quotation marks, brackets, emoji. Knows no model."""

import re

from translate.text.slots import EMOJI

# A smiley ends in what might be a bracket or a colon of the sentence.
_SMILEY = r"(?<!\S)(?:[:;=][-']?[)(/]|<3|\^\^)(?!\S)"
_EDGES = re.compile(rf"((?:{EMOJI}|\s|{_SMILEY})*)(.*?)((?:{EMOJI}|\s|{_SMILEY})*)", re.DOTALL)
_LIST_MARK = re.compile(r"(?:(?:[-–—*•·>]+|\(?(?:\d{1,2}|[a-z])\))\s+)+(?=\S)")
_ENCLOSED = {
    "(": ")", "[": "]", "{": "}", '"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›",
    "「": "」", "『": "』", "（": "）", "【": "】", "《": "》",
}  # fmt: skip
# Of a quotation over several sentences, the first has the mark that opens it and the last the one that closes it.
_QUOTATION_MARKS = '"“”„«»「」『』'
_AFTER_ENCLOSED = re.compile(r"[\s.!?…,;:。！？，]*")


def unwrapped(text: str) -> tuple[str, str, str]:
    """What stands before a sentence, the sentence, and what stands behind it; together they are the text.

    Example: `unwrapped('- "I am here." 😀')` -> `('- "', "I am here.", '" 😀')`
    """
    before, inner, after = "", text, ""
    while True:
        for part in (_edges, _list_mark, _enclosing, _half_quoted):
            left, core, right = part(inner)
            if core and (left or right):
                before, inner, after = before + left, core, right + after
                break
        else:
            return before, inner, after


def _edges(text: str) -> tuple[str, str, str]:
    matched = _EDGES.fullmatch(text)
    assert matched is not None  # it matches anything
    return matched[1], matched[2], matched[3]


def _list_mark(text: str) -> tuple[str, str, str]:
    matched = _LIST_MARK.match(text)
    end = matched.end() if matched else 0
    return text[:end], text[end:], ""


def _enclosing(text: str) -> tuple[str, str, str]:
    """Marks that open and close with nothing but end marks outside, and none of their kind inside."""
    closing = _ENCLOSED.get(text[:1], "")
    place = max(map(text.rfind, closing), default=-1)
    inner = text[1:place]
    if place > 0 and _AFTER_ENCLOSED.fullmatch(text, place + 1) and not set(inner) & {text[0], *closing}:
        return text[0], inner, text[place:]
    return "", text, ""


def _half_quoted(text: str) -> tuple[str, str, str]:
    """A quotation mark that is alone, at one of the edges."""
    marks = [place for place, character in enumerate(text) if character in _QUOTATION_MARKS]
    if marks == [0]:
        return text[0], text[1:], ""
    if len(marks) == 1 and _AFTER_ENCLOSED.fullmatch(text, marks[0] + 1):
        return "", text[: marks[0]], text[marks[0] :]
    return "", text, ""
