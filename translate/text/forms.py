"""How people write and what the model is given: capitals, end marks, emoji and slots, there and back. Knows no model.

"HELP ME!!", "help me" and "Help me." are one phrase to the model; what was left out comes back in the translation.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shared.text.normalize import normalize
from translate.text.capitals import begins_titled, capitalized, lower, titled, upper
from translate.text.languages import as_learned
from translate.text.slots import EMOJI, SLOTS, empty, fill, mask
from translate.text.wrapping import unwrapped

_END = re.compile(r"(.*?)(\s*(?:[.!?…。！？．]*|[,;:，、；：]))", re.DOTALL)
_BLANK = re.compile(rf"(?:{EMOJI}|\s)*")
_WIDE = {"zh": str.maketrans(".!?,;:", "。！？，；："), "ja": str.maketrans(".!?,;:", "。！？、；：")}
_NARROW = str.maketrans("。．！？，、；：", "..!?,,;:")
_SPACED_IN_FRENCH = "?!;:"
# The English word is never a small letter but in a hurry.
_SMALL_I = re.compile(r"(?<![\w.'-])i(?![\w.-])")
# Telephones type it, keyboards do not, and the model has hardly met it.
_TYPOGRAPHIC_APOSTROPHE = re.compile(r"(?<=\w)[’´ʼ＇](?=\w)")
# It has learned either from its corpora; so two alternatives would be one.
_MODEL_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
# What opens and what closes a Spanish question and exclamation.
_OPENED = (("¿", "?"), ("¡", "!"))
_FULL_STOPS = ".。．… "
# Its last dot is no full stop.
_ABBREVIATION = re.compile(r"(?:(?<=\W)|^)[^\W\d_](?:\.[^\W\d_])+\Z")
_OTHER_ENDS = "…,;:，、；："
# Capitals alone are shouting, and not an abbreviation, from this many letters on.
_SHOUTED_LETTERS = 4


@dataclass(frozen=True)
class Form:
    """A sentence as the model is given it, and what its translation needs to be one of what was typed.

    Args:
        text: for the model; empty if there is nothing for it to translate.
        carried: what to give where nothing is translated: the sentence itself, its slots filled.
        before, after: what stands around it: emoji, quotation marks, brackets, a mark of a list.
        end: the marks at its end, as typed.
        titled: whether it began with a capital.
        shouted: whether it was all in capitals.
        slots: what the slots in the text stand for.
    """

    text: str
    carried: str
    before: str = ""
    after: str = ""
    end: str = ""
    titled: bool = False
    shouted: bool = False
    slots: Mapping[str, str] = field(default_factory=dict)

    def restored(self, translation: str, language: str) -> str:
        """A translation of `text` as one of what was typed."""
        body, found = _ended(normalize(_MODEL_APOSTROPHE.sub("'", translation).replace("\ufffd", "")))
        if self.shouted:
            body = upper(body, language)
        elif self.titled:
            body = titled(body, language)
        mark = _end_mark(self.end, found, language)
        short = _ABBREVIATION.search(body)
        if short and not mark.startswith(".") and not self.text.endswith(short[0]):  # unless it was typed without
            body += "."
        body += mark
        if language == "es":
            body = _opened(body, self.end)
        return self.before + fill(body, self.slots) + self.after

    def as_given(self, translation: str) -> str:
        """The other way: the beginning of a translation, as typed, in the form that the model writes."""
        begun = without_full_stop(empty(translation.removeprefix(self.before), self.slots))
        return begun[:1] + begun[1:].lower() if self.shouted else begun


def form(
    typed: str,
    language: str,
    terms: Iterable[tuple[int, int, str]] = (),
    all_numbers: bool = False,
    slots: Sequence[str] = SLOTS,
    names: Iterable[tuple[int, int]] = (),
) -> Form:
    """The form of a sentence.

    Args:
        typed: a sentence, normalized.
        language: its code.
        terms: spans of it and what to put there instead (a glossary's).
        all_numbers: whether even small numbers become slots.
        slots: those that the model knows.
        names: spans of it that are names to carry over.

    Example: `form("HELP ME!!", "en").text` -> `"Help me!"`
    """
    masked, contents = mask(typed, terms, all_numbers, slots, names)
    before, core, after = unwrapped(_with_own_emoji(masked, contents))
    body, end = _ended(_TYPOGRAPHIC_APOSTROPHE.sub("'", core))
    carried = fill(masked, contents)
    kept = {slot: content for slot, content in contents.items() if slot in body}
    if not any(character.isalpha() for character in body):
        return Form("", carried)
    shouted = _is_shouted(body)
    if shouted:
        body = capitalized(lower(body, language), language)
    if language == "en":
        body = _SMALL_I.sub("I", body)
    mark = _canonical(end).translate(_WIDE.get(language, {}))
    return Form(
        as_learned(body, language) + mark, carried, before, after, end.strip(), begins_titled(core), shouted, kept
    )


def _with_own_emoji(masked: str, slots: Mapping[str, str]) -> str:
    """Emoji at the edges stay what they are: only one within a sentence needs a place found for it."""
    # From either edge inwards: of several, the next one then stands at the edge.
    inwards = list(slots.items())
    for slot, content in (*inwards, *reversed(inwards)):
        before, found, after = masked.partition(slot)
        if found and re.fullmatch(EMOJI, content) and (_BLANK.fullmatch(before) or _BLANK.fullmatch(after)):
            masked = before + content + after
    return masked


def _ended(text: str) -> tuple[str, str]:
    matched = _END.fullmatch(text)
    assert matched is not None  # it matches anything
    return matched[1], matched[2]


def without_full_stop(text: str) -> str:
    """The text without full stops at its end: they say nothing, and `Form` puts them back.

    Example: `"Here I am."` -> `"Here I am"`
    """
    return text.rstrip(_FULL_STOPS) or text


def without_end(text: str) -> str:
    """The text without the marks at its end."""
    return _ended(text)[0]


def with_end_of(typed: str, translation: str, language: str) -> str:
    """A translation that is not the model's with the end marks of what was typed, unless it has its own.

    Example: `with_end_of("How are you?", "Ça va", "fr")` -> `"Ça va ?"`
    """
    _, found = _ended(translation)
    end = "" if found else _ended(typed)[1].strip()
    ended = translation + _end_mark(end, "", language)
    return _opened(ended, end) if language == "es" and end else ended


def _canonical(end: str) -> str:
    """One mark for the model, and never a full stop: with and without it, a phrase is the same."""
    marks = (mark for mark, same in (("?", "?？"), ("!", "!！")) if set(same) & set(end))
    return next(marks, "")


def _end_mark(typed: str, found: str, language: str) -> str:
    """What ends the translation.

    Args:
        typed: the marks that ended the source.
        found: those that ended the model's translation.
        language: of the translation.
    """
    space, wide = " " if language == "fr" else "", _WIDE.get(language, {})
    asked = bool(set("?？") & set(found))
    question, exclamation = (space + mark.translate(wide) for mark in "?!")
    if not typed:
        return question if asked else ""
    if len(typed) > 1 or typed in _OTHER_ENDS:
        # Dots that are typed one by one stay what they are.
        marks = typed if language in _WIDE and "." in typed else typed.translate(wide or _NARROW)
        return (space if marks[0] in _SPACED_IN_FRENCH else "") + marks
    if asked or typed in "?？":
        return question
    return exclamation if typed in "!！" else ".".translate(wide)


def _opened(text: str, end: str) -> str:
    """Spanish with the mark before a question or an exclamation, and without one that nothing closes."""
    for opening, closing in _OPENED:
        if text.count(opening) > text.count(closing):
            before, _, after = text.rpartition(opening)
            text = before + after
    ends = end.translate(_NARROW)
    wanted = next((opening for opening, closing in _OPENED if closing in ends), "")
    return text if wanted in text else wanted + text


def _is_shouted(text: str) -> bool:
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    letters = [character for character in text if character.isalpha()]
    # Chinese has no capitals: "他是CEO" is not shouted.
    return all(map(str.isupper, letters)) and (len(letters) >= _SHOUTED_LETTERS or len(words) > 1)
