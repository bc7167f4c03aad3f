"""Slots: marks that stand for what a translation carries over as it is; knows no model.

The model learns to place a mark as it places a name. What the mark stands for never meets the model, so it comes
out unharmed: addresses, numbers, the terms of a glossary.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from shared.text.corpora import Pair

# Private characters, which mean nothing elsewhere and are taken out of typed text.
SLOTS = ("\ue001", "\ue002", "\ue003", "\ue004")

_LETTER = "A-Za-z0-9\u00c0-\u024f"
_NAME_OR_NUMBER = re.compile(rf"(?<![{_LETTER}])(?:[A-Z][{_LETTER}]+|\d+(?:[.,:/]\d+)*)(?![{_LETTER}])")

_PICTURES = "\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u203c\u2049"
EMOJI = f"(?:[{_PICTURES}][{_PICTURES}\ufe0e\ufe0f\u200d]*|[0-9#*]\ufe0f?\u20e3)"
_NUMBER = r"\d+(?:[.,:/\u00a0\u202f '-]?\d+)*"
_IN_URL = r"[^\s<>\"()。，！？、（）]"
_URL_END = r"[^\s<>\"().,;:!?'。，！？、（）]"
_UNIT = r"[$€£¥%]|°[CF]?|(?:km/h|km|cm|mm|kg|mg|ml|kB|MB|GB|TB|kWh|kW|Hz|kHz|MHz|GHz)\b"
_CARRIED = re.compile(
    r"(?P<code>`[^`\n]+`)"
    # Brackets belong to an address as far as they are closed in it.
    r"|(?P<url>(?:(?i:https?|ftp|file)://|(?i:www)\.|(?i:mailto):)"
    rf"(?:{_IN_URL}*\({_IN_URL}*\))*(?:{_IN_URL}*{_URL_END})?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+(?:'[\w.+-]+)*@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<domain>(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|io|eu|uk|de|fr|es|nl|se|pl|jp|cn)\b(?:/[^\s.,!?]*)?)"
    r"|(?P<path>(?<!\S)(?:[A-Za-z]:\\|~/|\.{1,2}/|/(?=[\w.-]+/))[^\s,;!?]*[^\s.,;:!?])"
    rf"|(?P<emoji>{EMOJI})"
    r"|(?P<tag>(?<!\w)[@#]\w+)"
    rf"|(?P<number>(?:(?<![^\s(])[+-])?(?:[$€£¥]\s?{_NUMBER}|{_NUMBER}(?:\s?(?:{_UNIT}))?))"
)
_SMALL_NUMBER = re.compile(r"\d{1,2}")


def with_slots(pair: Pair, rng: np.random.Generator) -> Pair:
    """The pair with some of the names and numbers that both sides share as slots; as it is if they share none.

    Example: `Pair("Tom is 30.", "Tom a 30 ans.")` -> `Pair("\ue003 is \ue001.", "\ue003 a \ue001 ans.")`
    """
    shared = _shared(pair)
    if not shared:
        return pair
    chosen = rng.choice(shared, size=rng.integers(1, min(len(shared), len(SLOTS)) + 1), replace=False)
    source, target = pair.source, pair.target
    for word, slot in zip(chosen, rng.permutation(SLOTS), strict=False):
        source, target = (_word(str(word)).sub(str(slot), side) for side in (source, target))
    return Pair(source, target)


def renamed(pair: Pair, names: Sequence[str], rng: np.random.Generator) -> Pair:
    """The pair with another name in place of one that both sides share; as it is if they share none.

    Example: `Pair("Tom left.", "Tom est parti.")` -> `Pair("Anna left.", "Anna est parti.")`
    """
    shared = shared_names(pair)
    if not shared or not names:
        return pair
    word, name = (str(some[int(rng.integers(len(some)))]) for some in (shared, names))
    return Pair(*(_word(word).sub(name, side) for side in (pair.source, pair.target)))


def shared_names(pair: Pair) -> list[str]:
    """Names that stand exactly once on either side."""
    return [word for word in _shared(pair) if word[0].isalpha()]


def _shared(pair: Pair) -> list[str]:
    """Names and numbers that stand exactly once on either side."""
    return [
        word
        for word in dict.fromkeys(_NAME_OR_NUMBER.findall(pair.source))
        if all(len(_word(word).findall(side)) == 1 for side in (pair.source, pair.target))
    ]


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![{_LETTER}]){re.escape(word)}(?![{_LETTER}])")


def mask(
    text: str,
    terms: Iterable[tuple[int, int, str]],
    all_numbers: bool,
    slots: Sequence[str] = SLOTS,
    names: Iterable[tuple[int, int]] = (),
) -> tuple[str, dict[str, str]]:
    """The text with slots for what is carried over, and what each stands for.

    Args:
        text: a sentence.
        terms: spans of it and what to put there instead, which no other span may overlap.
        all_numbers: whether one or two digits alone become a slot too, which the model usually knows.
        slots: those to use; what there is no slot for stays as it is.
        names: spans of names, which come last where there are not slots enough.

    Example: `mask("Mail a@b.org!", (), False)` -> `("Mail \ue001!", {"\ue001": "a@b.org"})`
    """
    spans = sorted(terms)
    carried = [
        found.span()
        for found in _CARRIED.finditer(text)
        if all_numbers or not (found["number"] and _SMALL_NUMBER.fullmatch(found["number"]))
    ]
    for first, last in (*carried, *names):
        if all(last <= start or end <= first for start, end, _ in spans):
            spans.append((first, last, text[first:last]))
    chosen = sorted(spans[: len(slots)])
    masked, contents, rest = "", {}, 0
    for slot, (start, end, content) in zip(slots, chosen, strict=False):
        masked += text[rest:start] + slot
        contents[slot] = content
        rest = end
    return masked + text[rest:], contents


def fill(text: str, contents: Mapping[str, str]) -> str:
    """The text with what the slots stand for."""
    for slot, content in contents.items():
        text = text.replace(slot, content)
    return text


def empty(text: str, contents: Mapping[str, str]) -> str:
    """The other way: the text with slots for the contents that stand in it; of "1000" and "100", the longer first."""
    for slot, content in sorted(contents.items(), key=lambda both: -len(both[1])):
        text = text.replace(content, slot, 1)
    return text


def without_marks(text: str) -> str:
    """Typed text without characters that would pass for a slot."""
    return text.translate(dict.fromkeys(map(ord, SLOTS)))
