from datetime import datetime

import pytest

from chatbot.dialogue import Turn
from chatbot.learning.phrasings import phrasings
from chatbot.memory import Memory
from chatbot.skills.date import Date, told
from chatbot.skills.skill import Request
from chatbot.symbols import NEUTRAL, USER
from chatbot.understanding import Frame

NOW = datetime(2026, 11, 26, 14, 5)
TODAY = "Today is Thursday, 26 November 2026."
TIME, MONTH, YEAR = "It is 14:05.", "It is November 2026.", "It is 2026."
BOTH = "It is 14:05 on Thursday, 26 November 2026."
TOMORROW, YESTERDAY = "Tomorrow is Friday, 27 November 2026.", "Yesterday was Wednesday, 25 November 2026."


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What day is it?", TODAY),
        ("whats todays date", TODAY),
        ("is it friday yet", TODAY),
        ("is it june or july", TODAY),
        ("is it already the 30th?", TODAY),
        ("is it 2025", TODAY),
        ("what day of the month is it?", TODAY),
        ("Day, month and year please", TODAY),
        ("sorry, what day is it today? I've lost track", TODAY),
        ("I am lost, what day is it?", TODAY),
        ("What time is it?", TIME),
        ("what tiem is it", TIME),
        ("how late is it", TIME),
        ("is it 3 o'clock yet", TIME),
        ("is it noon yet", TIME),
        ("Is it after five already?", TIME),
        ("is it already 10?", TIME),
        ("is it am or pm right now", TIME),
        ("IS IT LUNCHTIME YET?", TIME),
        ("What is the date and time?", BOTH),
        ("I have no time, what month is it?", BOTH),
        ("Good morning, what day is it?", BOTH),
        ("What month is it?", MONTH),
        ("what month and year is it", MONTH),
        ("I am confused, what month is it", MONTH),
        ("What year is it?", YEAR),
        ("which year are we in", YEAR),
        ("What is tomorrow's date?", TOMORROW),
        ("what day is it tmrw", TOMORROW),
        ("what date is it tommorow", TOMORROW),
        ("whats yesterdays date", YESTERDAY),
        ("what is the day after tomorrow", "The day after tomorrow is Saturday, 28 November 2026."),
        ("the day after tmrw", "The day after tomorrow is Saturday, 28 November 2026."),
        ("the day before yesterday?", "The day before yesterday was Tuesday, 24 November 2026."),
    ],
)
def test_answers(question, expected):
    assert told(question, NOW) == expected


@pytest.mark.parametrize(
    ("now", "question", "expected"),
    [
        (datetime(2026, 12, 31, 23, 59), "tomorrow's date", "Tomorrow is Friday, 1 January 2027."),
        (datetime(2028, 3, 1), "yesterday's date", "Yesterday was Tuesday, 29 February 2028."),
        (datetime(2028, 3, 1, 0, 7), "what time is it", "It is 00:07."),
    ],
)
def test_the_ends_of_days_months_and_years(now, question, expected):
    assert told(question, now) == expected


# What an answer has to tell, by words that only such questions have.
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("tomorrow",), "27 November"),
        (("yesterday",), "25 November"),
        (("time", "clock", "noon", "midnight", "hour"), "14:05"),
        (("date", "day", "today", "monday", "friday", "weekend"), "Thursday, 26 November 2026"),
        (("month", "june", "july", "december", "january", "march", "september", "august"), "November 2026"),
        (("year", "2024", "2025"), "2026"),
    ],
)
def test_every_phrasing_is_told_what_it_asks_for(words, wanted):
    days = ("tomorrow", "yesterday", "tmr", "tmrw")
    asked = [p for p in phrasings("date") if any(word in p.lower() for word in words)]
    if not set(words) & set(days):
        asked = [p for p in asked if not any(day in p.lower() for day in days)]
    asked = [p for p in asked if "after tomorrow" not in p and "before yesterday" not in p]
    assert len(asked) >= 4
    assert [p for p in asked if wanted not in told(p, NOW)] == []


def test_the_clock_is_asked_each_time():
    times = iter([NOW, NOW.replace(hour=15)])
    skill = Date(lambda: next(times))
    request = Request(NEUTRAL, [Turn(USER, "what time is it?")], Frame("date"), Memory(), None)
    replies = [skill.replies(request)[0] for _ in range(2)]
    assert [reply.text for reply in replies] == ["It is 14:05.", "It is 15:05."]
    assert {reply.skill for reply in replies} == {"date"}
