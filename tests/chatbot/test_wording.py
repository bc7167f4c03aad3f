import pytest

from chatbot.symbols import VALUE
from chatbot.wording import fill, with_value


@pytest.mark.parametrize(
    "value",
    [
        *("astronaut", "Irish teacher", "electrician", "uncle", "usher", "unimportant man", "umpire", "onion farmer"),
        *(
            "hour",
            "honest man",
            "heir",
            "8-year-old",
            "80",
            "11",
            "18",
            "FBI agent",
            "MRI technician",
            "X-ray technician",
        ),
    ],
)
def test_an(value):
    assert fill("I'm a {value}.", {"value": value}) == f"I'm an {value}."
    assert fill("A {value}!", {"value": value}) == f"An {value}!"


@pytest.mark.parametrize(
    "value",
    [
        *("lawyer", "nurse", "Mexican", "he", "European", "unicorn", "user", "usual thing", "UFO", "one-man band"),
        *("ukulele player", "urologist", "12", "1", "118", "LAWYER", "NASA engineer", "house", "hot dog", VALUE),
    ],
)
def test_a(value):
    assert fill("I'm a {value}.", {"value": value}) == f"I'm a {value}."


@pytest.mark.parametrize(
    ("phrasing", "expected"),
    [
        ("Panama {value}", "Panama apple"),
        ("{value} a {other}", "apple a pear"),
        ("a {other}, a {value}", "a pear, an apple"),
        ("a red {value}", "a red apple"),
        ("{unknown} {value}", "{unknown} apple"),
        ("nothing", "nothing"),
    ],
)
def test_each_placeholder_has_its_own_article(phrasing, expected):
    assert fill(phrasing, {"value": "apple", "other": "pear"}) == expected


@pytest.mark.parametrize("value", ["{value}", "{other}", r"\1", "a {value}"])
def test_a_value_is_never_taken_for_a_phrasing(value):
    assert fill("so {value}", {"value": value}) == f"so {value}"
    assert with_value(f"so {VALUE}", value) == f"so {value}"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (f"{VALUE}! How nice.", "a cat", "A cat! How nice."),
        (f"So you are a {VALUE}.", "actor", "So you are an actor."),
        (f"Hi, {VALUE}, {VALUE}!", "zoé", "Hi, zoé, zoé!"),
        ("nothing here", "a cat", "nothing here"),
        (f"{{name}} {VALUE}", "Ann", "{name} Ann"),
        (VALUE, "", ""),
    ],
)
def test_a_value_stands_for_its_mark(text, value, expected):
    assert with_value(text, value) == expected
