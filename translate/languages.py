"""Language codes and how the model is told one; knows no model."""

import re
from collections.abc import Collection, Iterable

from shared.errors import CallError

AUTO = "auto"

_CODE = re.compile(r"[a-z]{2,3}")


def target_symbol(code: str) -> str:
    """The control symbol at the head of a source that asks for a target language.

    Example: `target_symbol("fr")` -> `"<2fr>"`
    """
    return f"<2{code}>"


def check_code(code: str) -> str:
    """The code; raises `CallError` if it is no ISO 639 code."""
    if not _CODE.fullmatch(code):
        raise CallError(f"language {code!r}: give an ISO 639 code of two or three small letters, such as en")
    return code


def check_direction(source: str, target: str, directions: Collection[tuple[str, str]]) -> None:
    """Raise `CallError` saying what is allowed if nothing is translated from `source` to `target`."""
    targets = _unique(known for _, known in directions)
    if target not in targets:
        raise CallError(f"cannot translate to {target!r}; allowed: {', '.join(targets)}")
    sources = _unique(known for known, into in directions if into == target)
    if source not in (AUTO, *sources):
        raise CallError(f"cannot translate from {source!r} to {target!r}; allowed: {AUTO}, {', '.join(sources)}")


def _unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
