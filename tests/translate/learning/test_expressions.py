"""Expressions by locale data; what they should be is written by hand."""

import itertools
import re

import pytest

from shared.errors import CallError
from translate.learning.expressions import days, expressions, in_words, months, names

LANGUAGES = ("fr", "de", "es", "nl", "sv", "pl", "tr", "ja", "zh")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "fr",
            {
                "Germany": "Allemagne",
                "Polish": "polonais",
                "May": "mai",
                "Tuesday": "mardi",
                "twenty-one": "vingt et un",
            },
        ),
        ("de", {"Spain": "Spanien", "Swedish": "Schwedisch", "March": "März", "Friday": "Freitag", "forty": "vierzig"}),
        ("es", {"Japan": "Japón", "English": "inglés", "August": "agosto", "Sunday": "domingo", "zero": "cero"}),
        ("zh", {"China": "中国", "French": "法语", "July": "七月", "Monday": "星期一"}),
    ],
)
def test_names(target, expected):
    found = {pair.source: pair.target for pair in names("en", target)}
    assert {name: found[name] for name in expected} == expected
    assert len(found) > 400
    assert ("one" in found) == (target != "zh")  # nobody tells it Chinese numbers


def test_no_language_has_the_months_of_another():
    """Babel mixes them up where it is asked for a form that a language has not."""
    for code in ("ja", "zh", "de", "nl", "sv", "tr", "pl"):
        months(code)
    assert months("nl")[2] == "maart"
    assert months("tr")[4] == "Mayıs"
    assert months("pl")[4] == "maj"
    assert months("ja")[4] == "5月"
    assert days("sv")[0] == "måndag"
    assert {p.source: p.target for p in names("nl", "sv")}["januari"] == "januari"


def test_turkish_numbers_are_several_words():
    assert [in_words(number, "tr") for number in (0, 10, 11, 100, 300, 1000, 2021)] == [
        "sıfır", "on", "on bir", "yüz", "üç yüz", "bin", "iki bin yirmi bir",
    ]  # fmt: skip


@pytest.mark.parametrize("target", LANGUAGES)
def test_as_many_expressions_as_asked_for_the_same_every_time(target):
    drawn = list(expressions("en", target, 300))
    assert 200 < len(drawn) <= 300
    assert drawn == list(expressions("en", target, 300))
    assert drawn[:20] == list(itertools.islice(expressions("en", target, 900), 20))
    for pair in drawn:
        assert pair.source == " ".join(pair.source.split())
        assert re.search(r"\d", pair.source)
        assert not re.search(r"[a-z]-[a-z]", pair.source + pair.target)  # no technical names
        assert target not in ("ja", "zh") or " " not in pair.target


def test_all_kinds_of_expressions_are_drawn():
    found = {pair.source: pair.target for pair in expressions("en", "fr", 6000)}
    for source, target in {
        "May 5": "5 mai",
        "in 2 weeks": "dans 2 semaines",
        "3 days ago": "il y a 3 jours",
        "20 euros": "20 euros",
        "8 kilometers": "8 kilomètres",
        "3:30 PM": "15:30",
    }.items():
        assert found[source] == target
    assert any(re.fullmatch(r"\w+day, \w+ \d+, \d{4}", source) for source in found)
    assert any(re.fullmatch(r"[A-Z]\w+ \d{4}", source) for source in found)


@pytest.mark.parametrize("of", [lambda: list(names("en", "xx")), lambda: list(expressions("qqq", "en", 1))])
def test_a_language_without_locale_data_is_a_wrong_call(of):
    with pytest.raises(CallError, match="no locale data"):
        of()
