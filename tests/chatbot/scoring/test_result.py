from collections import Counter

import pytest

from chatbot.scoring.result import Failure, Result

FAILURES = [Failure("age", "I am 9 … how old?", "no idea", "9"), Failure("age", "a", "b", "c")]


def test_shares_and_lines():
    result = Result("memory", Counter(name=3, age=5), FAILURES)
    assert result.share == 0.75
    assert result.lines(False) == ["memory: 75.0% of 8 (name 3/3, age 3/5)"]
    assert result.lines(True)[1:] == ["  age: 'I am 9 … how old?' -> 'no idea', not '9'", "  age: 'a' -> 'b', not 'c'"]


@pytest.mark.parametrize(("cases", "share"), [(Counter(), 1.0), (Counter(age=2), 0.0)])
def test_ends_of_the_scale(cases, share):
    assert Result("any", cases, FAILURES[: cases.total()]).share == share
