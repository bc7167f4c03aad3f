"""Times, dates, amounts and greetings as people say them, by the table `spoken.tsv`: locale data have none of them.

A row says one thing in every language, and so does a draw; an empty cell is what a language has no plain way to say.
" / " parts ways to say it. `whom.tsv` has those who may be greeted. Knows no corpus and no model.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from babel import Locale

from shared.errors import CallError
from shared.text.corpora import Pair
from translate.learning.expressions import days, in_words, months
from translate.text.languages import UNSPACED

_TABLE, _WHOM = (Path(__file__).with_name(name) for name in ("spoken.tsv", "whom.tsv"))
# Polish counts all of these alike.
_AMOUNTS = (*range(5, 22), *range(25, 32), 35, 40, 45, 50, 60, 70, 75, 80, 90, 100, 120, 150, 200, 250, 300, 500)
_FIRST_YEAR, _LAST_YEAR = 1900, 2050
_MINUTES = (5, 10, 20)
_ORDINALS = {"en": {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}, "fr": {1: "er"}}
_OTHER_ORDINAL = {"en": "th", "fr": "e"}
_ONE_HOUR = {"fr": "une heure", "es": "la una"}
_HOURS = {"fr": "{} heures", "es": "las {}"}
# Of Polish, from Monday and from January on: locale data lack these cases.
_ON_DAY = ("poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę")
_OF_DAY = ("poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli")
_IN_MONTH = (
    "styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu", "lipcu", "sierpniu", "wrześniu", "październiku",
    "listopadzie", "grudniu",
)  # fmt: skip


def spoken(source: str, target: str, size: int) -> Iterator[Pair]:
    """As many pairs, less what one of both languages has no words for; the same every time.

    Example: `spoken("en", "de", 1)` -> `Pair("half past two", "halb drei")`

    Raises:
        CallError: for a language that the table has not.
    """
    table = _read(_TABLE)
    if missing := {source, target} - set(table):
        raise CallError(f"[variation] spoken: {_TABLE.name} has no {', '.join(sorted(missing))}; set it to 0")
    rng = np.random.default_rng(0)
    for _ in range(size):
        row, said = int(rng.integers(len(table[source]))), _Said(rng)
        sides = [said.by(table[code][row], code, rng) for code in (source, target)]
        if all(sides):
            yield Pair(*sides)


@cache
def _read(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The cells of each language, one a row."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    codes, *rows = ([*map(str.strip, line.split("\t"))] for line in lines)
    return {code: tuple(row[place] for row in rows) for place, code in enumerate(codes)}


class _Said:
    """One time, date, amount and person of each kind, drawn."""

    def __init__(self, rng: np.random.Generator):
        def drawn(first: int, last: int) -> int:
            return int(rng.integers(first, last + 1))

        self.hours = {"hour": drawn(1, 12), "dawn": drawn(6, 11), "dusk": drawn(7, 11)}
        self.minutes, self.quarter = int(rng.choice(_MINUTES)), 5 * drawn(0, 11)
        self.clocks = {"clock": drawn(2, 12), "early": drawn(6, 11), "noon": drawn(2, 5), "late": drawn(8, 11)}
        self.open, self.shut, self.afternoon = drawn(6, 11), drawn(2, 10), drawn(1, 10)
        self.weekday, self.month, self.year = drawn(0, 6), drawn(0, 11), drawn(_FIRST_YEAR, _LAST_YEAR)
        self.weekday_to, self.month_to = (self.weekday + drawn(1, 6)) % 7, (self.month + drawn(1, 6)) % 12
        self.day = drawn(1, 28 if self.month == 1 else 30)
        self.amount = int(rng.choice(_AMOUNTS))
        kinds = _read(_WHOM)["kind"]
        self.whom = {
            "who": drawn(0, len(kinds) - 1),
            **{kind: int(rng.choice([row for row, of in enumerate(kinds) if of == kind])) for kind in ("dear", "sir")},
        }

    def by(self, cell: str, code: str, rng: np.random.Generator) -> str:
        """It in one of the ways of a cell; empty if the language has none, for it or for whom it is said to."""
        way = str(rng.choice(cell.split(" / ")))
        whom = {name: str(rng.choice(_read(_WHOM)[code][row].split(" / "))) for name, row in self.whom.items()}
        missing = any(f"{{{name}}}" in way for name, person in whom.items() if not person)
        return "" if missing else way.format_map({**self._fields(code), **whom})

    def _fields(self, code: str) -> dict[str, object]:
        """What the table's fields stand for in a language."""
        hour, month_names, day_names = self.hours["hour"], months(code), days(code)
        return {
            **{name: _hour(at, code) for name, at in self.hours.items()},
            "uhr": ("ein" if hour == 1 else _number(hour, code)) + " Uhr",
            "next": _number(hour % 12 + 1, code),
            "is": "Es" if hour == 1 else "Son",
            "minutes": _number(self.minutes, code),
            "h": hour,
            "dawn_h": self.hours["dawn"],
            "dusk_h": self.hours["dusk"],
            "m": self.minutes,
            "to": hour % 12 + 1,
            **{name: f"{at}:{self.quarter:02}" for name, at in self.clocks.items()},
            "clock_h": f"{self.clocks['clock']}h{self.quarter:02}",
            "clock24": f"{self.afternoon + 12}:{self.quarter:02}",
            "clock24_h": f"{self.afternoon + 12}h{self.quarter:02}",
            "clock_pm": f"{self.afternoon}:{self.quarter:02} pm",
            "open": self.open,
            "shut": self.shut,
            "shut24": self.shut + 12,
            "weekday": day_names[self.weekday],
            "weekday_to": day_names[self.weekday_to],
            "on_weekday": ("we " if self.weekday == 1 else "w ") + _ON_DAY[self.weekday],
            "of_weekday": _OF_DAY[self.weekday],
            "of_weekday_to": _OF_DAY[self.weekday_to],
            "month": month_names[self.month],
            "month_to": month_names[self.month_to],
            "month_of": Locale.parse(code).months["format"]["wide"][self.month + 1],
            "in_month": _IN_MONTH[self.month],
            "mon": self.month + 1,
            "day": "1er" if code == "fr" and self.day == 1 else self.day,
            "ordinal": f"{self.day}{_ORDINALS.get(code, {}).get(self.day, _OTHER_ORDINAL.get(code, '.'))}",
            "year": self.year,
            "n": self.amount,
        }


def _hour(hour: int, code: str) -> str:
    return _ONE_HOUR[code] if hour == 1 and code in _ONE_HOUR else _HOURS.get(code, "{}").format(_number(hour, code))


@cache
def _number(number: int, code: str) -> str:
    """In words; those of Japanese and Chinese are written in digits."""
    return str(number) if code in UNSPACED else str(in_words(number, code))
