"""The files of cases that `chatbot.score` reads: their form, and what is wrong with a file that has another."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatbot.symbols import ARITHMETIC, FACTS, LANGUAGE, PHRASE, SKILLS, TRANSLATE
from shared.config import read_toml
from shared.errors import CallError

DISTRACTORS = "distractors"
NOT_CRISIS = "not_crisis"
_FIELDS_OF = {TRANSLATE: ("said", PHRASE, LANGUAGE), ARITHMETIC: ("said", "value")}


def memory_cases(path: Path) -> Mapping[str, Any]:
    """Of each kind of fact a table with `cases`, each of `tell`, `ask` and `value`.

    The table `distractors` has `turns` of other talk and cases `untold`, each of `ask` and `kind`.

    Raises:
        CallError: if the file has another form.
    """
    tables = read_toml(path)
    for kind, table in tables.items():
        if kind != DISTRACTORS:
            _check_name(path, kind, FACTS)
            _check_all(path, f"[{kind}] cases", table, "cases", ("tell", "ask", "value"))
    distractors = tables.get(DISTRACTORS, {})
    _check_all(path, f"[{DISTRACTORS}] turns", distractors, "turns", ())
    _check_all(path, f"[{DISTRACTORS}] untold", distractors, "untold", ("ask", "kind"))
    return tables


def skill_cases(path: Path) -> Mapping[str, Any]:
    """Of each skill a table with `cases`: what is said, or that and what is right.

    Raises:
        CallError: if the file has another form.
    """
    tables = read_toml(path)
    for name, table in tables.items():
        _check_name(path, name, (*SKILLS, NOT_CRISIS))
        _check_all(path, f"[{name}] cases", table, "cases", _FIELDS_OF.get(name, ()))
    return tables


def _check_name(path: Path, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise CallError(f"{path}: [{name}]: must be one of {', '.join(known)}")


def _check_all(path: Path, place: str, table: Any, key: str, fields: tuple[str, ...]) -> None:
    """Every entry is a table with these fields, of text; without fields it is a text."""
    entries = table.get(key) if isinstance(table, dict) else None
    if not isinstance(entries, list) or not entries or not all(_fits(entry, fields) for entry in entries):
        what = f"tables with {', '.join(fields)}" if fields else "texts"
        raise CallError(f"{path}: {place} must be a list of {what}")


def _fits(entry: Any, fields: tuple[str, ...]) -> bool:
    if not fields:
        return isinstance(entry, str)
    return isinstance(entry, dict) and all(isinstance(entry.get(field), str) for field in fields)
