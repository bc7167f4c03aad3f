"""The phrasings that ship with the bot: how people ask for each skill, tell facts and ask for them; knows no model."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chatbot.symbols import FACTS

_FACTS_PATH = Path(__file__).parents[1] / "facts"
_SKILLS_PATH = Path(__file__).parents[1] / "skills" / "phrasings"


@dataclass(frozen=True)
class Fact:
    """How people speak of one kind of fact; `{value}` stands for the value.

    Args:
        tell, ask: what a user says.
        question: what a bot may ask before.
        acknowledge, answer, unknown: what the bot says in each tone: when it is told; asked; asked for what it was not
            told.
        values: that are likely; none where code makes them.
    """

    tell: Sequence[str]
    ask: Sequence[str]
    question: Sequence[str]
    acknowledge: Mapping[str, Sequence[str]]
    answer: Mapping[str, Sequence[str]]
    unknown: Mapping[str, Sequence[str]]
    values: Sequence[str]


@cache
def facts() -> Mapping[str, Fact]:
    """Of each kind."""
    questions = _toml(_FACTS_PATH / "questions.toml")
    return {
        kind: Fact(
            tell=_lines(_FACTS_PATH / "tell" / f"{kind}.txt"),
            ask=_lines(_FACTS_PATH / "ask" / f"{kind}.txt"),
            question=questions[kind],
            **{"values": (), **_toml(_FACTS_PATH / f"{kind}.toml")},
        )
        for kind in FACTS
    }


def no_facts() -> list[str]:
    """What looks like a fact about the speaker and is none."""
    return _lines(_FACTS_PATH / "nothing.txt") + _lines(_FACTS_PATH / "nothing_liked.txt")


def phrasings(name: str) -> list[str]:
    """What users say of one kind: the lines of `skills/phrasings/NAME.txt`."""
    return _lines(_SKILLS_PATH / f"{name}.txt")


@cache
def small_talk_wordings() -> Mapping[str, Sequence[str]]:
    """Other wordings of what small-talk corpora ask, by the one that they have.

    They are the lines of `skills/phrasings/small_talk/*.txt`, of which the first is the corpus's.
    """
    files = sorted((_SKILLS_PATH / "small_talk").glob("*.txt"))
    return {known: others for known, *others in map(_lines, files)}


def declined() -> Mapping[str, Sequence[str]]:
    """What the bot says, in each tone, where it cannot do what is asked."""
    answers: Mapping[str, Sequence[str]] = _toml(_SKILLS_PATH / "declined.toml")
    return answers


def joined(sentences: Sequence[str], rng: random.Random) -> str:
    """Sentences one after the other, with or without a full stop between.

    Example: `["hi", "I am Ann"]` -> `"hi. I am Ann"` or `"hi, I am Ann"`
    """
    text = sentences[0]
    for sentence in sentences[1:]:
        text += ("" if text[-1] in ".!?" else rng.choice((".", ",", " and", ""))) + " " + sentence
    return text


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()
