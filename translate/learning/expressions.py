"""Dates, times, durations, amounts and names as each language writes them, by Unicode's locale data (CLDR).

Sentences teach few of them, and people type them alone. Knows no corpus and no model.
"""

import datetime
from collections.abc import Iterator
from typing import Literal

import numpy as np
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_currency
from babel.units import format_unit
from num2words import num2words

from shared.errors import CallError
from shared.text.corpora import Pair
from translate.text.languages import UNSPACED

_UNITS = ("length-kilometer", "length-meter", "mass-kilogram", "volume-liter", "temperature-celsius")
_CURRENCIES = ("EUR", "USD", "GBP", "JPY", "CHF")
_Unit = Literal["minute", "hour", "day", "week", "month", "year"]
_SECONDS: dict[_Unit, int] = {
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_629_800,
    "year": 31_557_600,
}
# Of their months. Babel must not be asked for the second form of a language that has one only: once it has looked that
# up, it takes all other languages to be like this one.
_TWO_FORMS = frozenset({"be", "cs", "hr", "lt", "pl", "ru", "sk", "sl", "uk"})
# What babel writes where a language lacks a unit: its technical name.
_UNKNOWN = "-"
_FIRST_DAY, _DAYS = datetime.datetime(1900, 1, 1), 54_000


def names(source: str, target: str) -> Iterator[Pair]:
    """Countries, languages, months, days of the week and numbers in words, each once.

    Example: `names("en", "fr")` -> `Pair("Germany", "Allemagne"), …`

    Raises:
        CallError: for a language that has no locale data.
    """
    for known in zip(*map(_names, (source, target)), strict=True):
        if all(known):
            yield Pair(*known)


def expressions(source: str, target: str, size: int) -> Iterator[Pair]:
    """As many dates, times, durations and amounts, drawn the same every time.

    Example: `expressions("en", "fr", 1)` -> `Pair("May 5, 2023", "5 mai 2023")`

    Raises:
        CallError: for a language that has no locale data.
    """
    locales = _locale(source), _locale(target)
    rng = np.random.default_rng(0)
    for _ in range(size):
        kind, amount = _KINDS[rng.integers(len(_KINDS))], int(rng.integers(1, 32))
        moment = _FIRST_DAY + datetime.timedelta(days=int(rng.integers(_DAYS)), minutes=5 * int(rng.integers(288)))
        choice = int(rng.integers(60))
        sides = [kind(locale, moment, amount, choice) for locale in locales]
        if not any(_UNKNOWN in side for side in sides):
            yield Pair(
                *(
                    ("" if locale.language in UNSPACED else " ").join(side.split())
                    for locale, side in zip(locales, sides, strict=True)
                )
            )


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError) as error:
        raise CallError(f"[variation] expressions: no locale data for {code!r}; set it to 0") from error


def _names(code: str) -> Iterator[str | None]:
    """The same names in the same order for every language; None for one that it lacks."""
    locale, english = _locale(code), _locale("en")
    yield from (locale.territories.get(key) for key in sorted(english.territories) if key.isalpha())
    yield from (locale.languages.get(key) for key in sorted(english.languages) if len(key) == 2)
    yield from (*months(code), *days(code))
    for number in (*range(101), *range(200, 1001, 100), *range(2000, 10_001, 1000)):
        yield in_words(number, code)


def months(code: str) -> list[str]:
    """The names of the months as they stand alone, from January on; raises `CallError` where there are none."""
    names = _locale(code).months["stand-alone" if code in _TWO_FORMS else "format"]["wide"]
    return [str(names[month]) for month in range(1, 13)]


def days(code: str) -> list[str]:
    """The names of the days of the week, from Monday on; raises `CallError` where there are none."""
    names = _locale(code).days["format"]["wide"]
    return [str(names[day]) for day in range(7)]


def in_words(number: int, code: str) -> str | None:
    """A number up to 10,000 in words; None in a language that num2words does not know."""
    if code == "tr":
        return _in_turkish(number)
    try:
        return str(num2words(number, lang=code))
    except NotImplementedError:
        return None


def _in_turkish(number: int) -> str:
    """num2words writes Turkish numbers as one word, people do not."""
    parts, rest = [], number
    for power, name in ((1000, "bin"), (100, "yüz")):
        count, rest = divmod(rest, power)
        parts += [_in_turkish(count), name] if count > 1 else [name] * count
    parts += [num2words(part, lang="tr") for part in (rest - rest % 10, rest % 10) if part]
    return " ".join(parts) or num2words(0, lang="tr")


def _day(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    return str(format_skeleton("MMMMd", moment, locale=locale))


def _date(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    return format_date(moment, ("long", "full")[choice % 2], locale=locale)


def _month(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    return str(format_skeleton("yMMMM", moment, locale=locale))


def _duration(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    """So long, in so long, or so long ago."""
    unit = tuple(_SECONDS)[choice % len(_SECONDS)]
    ahead = choice // 10 % 3
    delta = datetime.timedelta(seconds=_SECONDS[unit] * amount * (-1 if ahead == 2 else 1))
    return format_timedelta(delta, granularity=unit, threshold=1e9, add_direction=ahead > 0, locale=locale)


def _measure(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    return format_unit(amount, _UNITS[choice % len(_UNITS)], locale=locale)


def _price(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    currency = _CURRENCIES[choice % len(_CURRENCIES)]
    return format_currency(amount, currency, "#,##0 ¤¤¤", locale=locale, currency_digits=False)


def _time(locale: Locale, moment: datetime.datetime, amount: int, choice: int) -> str:
    """Of twelve hours where people say so, of twenty-four elsewhere."""
    twelve = "a" in locale.time_formats["short"].pattern
    return str(format_skeleton("hm" if twelve else "Hm", moment, locale=locale))


_KINDS = (_day, _date, _month, _duration, _duration, _measure, _price, _time)
