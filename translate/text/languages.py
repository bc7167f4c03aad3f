"""Language codes and how the model is told one; knows no model."""

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, TypeVar

from shared.errors import CallError

AUTO = "auto"
# Between two languages that no corpus joins, translations go through this one.
PIVOT = "en"

# These write no space between words, nor between sentences.
UNSPACED = frozenset({"ja", "zh"})
# In these a capital within a sentence tells no name.
NOUNS_HAVE_CAPITALS = frozenset({"de"})

T = TypeVar("T")

_CODE = re.compile(r"[a-z]{2,3}")


def target_symbol(code: str) -> str:
    """The control symbol at the head of a source that asks for a target language.

    Example: `target_symbol("fr")` -> `"<2fr>"`
    """
    return f"<2{code}>"


def as_learned(text: str, code: str) -> str:
    """The text in the script that the model reads and writes: Chinese in simplified characters.

    Example: `as_learned("貓", "zh")` -> `"猫"`
    """
    return str(_to_simplified().convert(text)) if code == "zh" else text


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC  # only who meets Chinese waits for its dictionaries

    return OpenCC("t2s")


def check_code(code: str) -> str:
    """The code; raises `CallError` if it is no ISO 639 code."""
    if not _CODE.fullmatch(code):
        raise CallError(f"language {code!r}: give an ISO 639 code of two or three small letters, such as en")
    return code


def reachable(directions: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """The learned directions, and behind them those through the language in between.

    Example: `reachable([("fr", "en"), ("en", "de")])` -> `[("fr", "en"), ("en", "de"), ("fr", "de")]`
    """
    into = [source for source, target in directions if target == PIVOT]
    onward = [target for source, target in directions if source == PIVOT]
    both = [(source, target) for source in into for target in onward if source != target]
    return _unique([*directions, *both])


def check_direction(source: str, target: str, directions: Collection[tuple[str, str]]) -> None:
    """Raise `CallError` saying what is allowed if nothing is translated from `source` to `target`."""
    targets = _unique(known for _, known in directions)
    if target not in targets:
        raise CallError(f"cannot translate to {target!r}; allowed: {', '.join(targets)}")
    sources = _unique(known for known, into in directions if into == target)
    if source not in (AUTO, *sources):
        raise CallError(f"cannot translate from {source!r} to {target!r}; allowed: {AUTO}, {', '.join(sources)}")


def _unique(items: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(items))
