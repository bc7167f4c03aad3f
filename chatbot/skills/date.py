"""Today's date and the time, by the computer's clock."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import DATE


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_TOMORROW = "(?:tomm?orr?ows?|tmrw|tmr)"
_DAYS = (
    (_words(f"day after {_TOMORROW}"), 2, "The day after tomorrow is"),
    (_words("day before yesterday"), -2, "The day before yesterday was"),
    (_words(_TOMORROW), 1, "Tomorrow is"),
    (_words("yesterdays?"), -1, "Yesterday was"),
)
_HOUR = r"(?:\d\d?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TIME = _words(
    r"\w*time(?:wise)?|tiem|clock|hour|o'clock|oclock|minutes?|late|morning|noon|evening|midnight|pm|"
    rf"(?:after|past|already) {_HOUR}"
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_DAY, _MONTH, _YEAR = _words(f"date|day|todays?|weekends?|{_WEEKDAY}"), _words("month"), _words("year")


class Date:
    """Tells the date, the day of the week, the month, the year or the time.

    Args:
        now: the clock.
    """

    name = DATE

    def __init__(self, now: Callable[[], datetime] = datetime.now):
        self._now = now

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return [Reply(told(request.said, self._now()), skill=self.name)]


def told(question: str, now: datetime) -> str:
    """The answer to a question about now.

    Example: `told("What day is it?", datetime(2026, 11, 26))` -> `"Today is Thursday, 26 November 2026."`
    """
    for pattern, days, beginning in _DAYS:
        if pattern.search(question):
            return f"{beginning} {_date(now + timedelta(days))}."
    day, month, year = (pattern.search(question) for pattern in (_DAY, _MONTH, _YEAR))
    if _TIME.search(question):
        return f"It is {now:%H:%M} on {_date(now)}." if day or month or year else f"It is {now:%H:%M}."
    if day or not (month or year):
        return f"Today is {_date(now)}."
    return f"It is {now:%B %Y}." if month else f"It is {now.year}."


def _date(day: datetime) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"
