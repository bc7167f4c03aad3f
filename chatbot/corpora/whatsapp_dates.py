"""When a line of a WhatsApp export was written, whatever the phone's order of day, month and year."""

import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

# The beginning of a message: `12/31/20, 9:15 PM - `, `31.12.20 klo 21.15 - `, `2020/12/31 下午9:15 - `, in Korea
# `2020. 12. 31. 오후 9:15, Ann : `, on iOS `[31/12/2020, 21:15:03] `. What stands about the time differs by language.
STAMP = re.compile(
    r"(?P<bracket>\[)?(?P<date>\d{1,4}(?:[./-] ?|[年년] ?)\d{1,2}(?:[./-] ?|[月월] ?)\d{1,4}[日일]?)"
    r"(?P<before>(?:[.,، ]|[^\W\d]){1,14})(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?P<after>(?:[. ]|[^\W\d]){0,12}?)"
    r"(?(bracket)\] ?|(?: [-–] |, (?=[^:\n]{1,100} : )))"
)

_NUMBER = re.compile(r"\d+")
_MORNING = re.compile(r"\ba\.? ?m\b|上午|凌晨|早上|午前|오전", re.IGNORECASE)
_AFTERNOON = re.compile(r"\bp\.? ?m\b|下午|中午|晚上|午後|오후", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1)
# Where day, month and year stand.
_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST = (0, 1, 2), (1, 0, 2), (2, 1, 0)
_ORDERS = (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST)

Stamp = re.Match[str]


class Clock:
    """Turns stamps into seconds, in the order of day and month that suits the first of them best.

    That is the order with the fewest dates that do not exist or go back; among equals the one in which they lie
    closest together, since most of a chat is written within days.
    """

    def __init__(self, first_stamps: Iterable[Stamp]) -> None:
        stamps = list(first_stamps)
        self._orders = sorted(_ORDERS, key=lambda order: _implausibility([_seconds(s, order) for s in stamps]))

    def seconds(self, stamp: Stamp) -> float | None:
        """Seconds from 1970 on, by the phone's clock; None for a date that no order makes valid."""
        for order in list(self._orders):
            seconds = _seconds(stamp, order)
            if seconds is not None:
                # What is no date in the order chosen before proves that order wrong.
                self._orders.remove(order)
                self._orders.insert(0, order)
                return seconds
        return None


def _implausibility(times: Sequence[float | None]) -> tuple[int, float]:
    known = [time for time in times if time is not None]
    backwards = sum(after < before for before, after in itertools.pairwise(known))
    span = max(known) - min(known) if known else 0.0
    return len(times) - len(known) + backwards, span


def _seconds(stamp: Stamp, order: tuple[int, int, int]) -> float | None:
    date = [int(number) for number in _NUMBER.findall(stamp["date"])]
    day, month, year = (date[index] for index in order)
    hour, minute, second = [*(int(number) for number in _NUMBER.findall(stamp["time"])), 0][:3]
    words = f"{stamp['before']} {stamp['after']}"
    if _AFTERNOON.search(words):
        hour = hour % 12 + 12
    elif _MORNING.search(words):
        hour %= 12
    try:
        written = datetime(year + 2000 if year < 100 else year, month, day, hour, minute, second)
    except ValueError:
        return None
    return (written - _EPOCH).total_seconds()
