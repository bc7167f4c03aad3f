"""What people say of times, dates and amounts; what it should be is written by hand."""

import itertools
import re

import pytest

from shared.errors import CallError
from translate.learning.spoken import spoken

LANGUAGES = ("fr", "de", "es", "nl", "sv", "pl", "tr", "ja", "zh")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "fr",
            {
                "half past one": "une heure et demie",
                "ten to nine": "neuf heures moins dix",
                "the 1st floor": "le 1er étage",
                "the 2nd floor": "le 2e étage",
            },
        ),
        (
            "de",
            {
                "one o'clock": "ein Uhr",
                "half past twelve": "halb eins",
                "every Friday": "jeden Freitag",
                "in March": "im März",
            },
        ),
        (
            "es",
            {
                "It's one o'clock.": "Es la una.",
                "It's four o'clock.": "Son las cuatro.",
                "quarter to one": "la una menos cuarto",
                "on Sunday evening": "el domingo por la noche",
            },
        ),
        ("nl", {"half past six": "half zeven", "It's five past two.": "Het is vijf over twee."}),
        ("sv", {"half past six": "halv sju", "last Monday": "förra måndagen", "next Monday": "nästa måndag"}),
        ("pl", {"on Tuesday": "we wtorek", "until Friday": "do piątku", "in May": "w maju"}),
        ("tr", {"half past six": "altı buçuk", "page 30": "30. sayfa"}),
        ("ja", {"half past six": "6時半", "next Monday": "来週の月曜日"}),
        ("zh", {"quarter to six": "差一刻6点", "next Monday": "下星期一"}),
    ],
)
def test_as_people_say_it(target, expected):
    found = {pair.source: pair.target for pair in spoken("en", target, 30_000)}
    assert {source: found.get(source) for source in expected} == expected


@pytest.mark.parametrize(("source", "target"), [*(("en", code) for code in LANGUAGES), ("fr", "de")])
def test_the_same_every_time_and_nothing_left_open(source, target):
    drawn = list(spoken(source, target, 2000))
    assert 800 < len(drawn) <= 2000
    assert drawn[:20] == list(itertools.islice(spoken(source, target, 60), 20))
    for side in (side for pair in drawn for side in (pair.source, pair.target)):
        assert side
        assert side == " ".join(side.split())
        assert not re.search(r"[{}/]", side)


def test_every_way_to_say_it_is_drawn():
    found = {pair.source for pair in spoken("en", "fr", 30_000)}
    assert {"at eight", "at eight o'clock"} <= found
    for written in (r"\w+ \d+th", r"the \d+th of \w+", r"\w+ the \d+th", r"on the 1st of \w+"):
        assert any(re.fullmatch(written, source) for source in found)


def test_greetings_say_whom():
    found = {pair.source: pair.target for pair in spoken("en", "es", 30_000)}
    assert found["Good night, Grandma!"] == "¡Buenas noches, abuela!"
    assert found["How are you, sir?"].startswith("¿Cómo está")
    assert found["Hurry up, Mom!"] == "¡Date prisa, mamá!"
    assert not any(re.match("Hurry up, (?:children|girls)", source) for source in found)
    assert found["Merry Christmas, my love!"] == "¡Feliz Navidad, mi amor!"
    assert not any("everyone" in source for source in found)  # Spanish has another way to say that
    assert not any(source.endswith(", !") for source in found)


def test_hours_after_noon_are_those_of_each_clock():
    found = {pair.target: pair.source for pair in spoken("en", "fr", 30_000)}
    afternoons = [said for target in found if (said := re.fullmatch(r"(\d\d)h(\d\d)", target))]
    assert afternoons
    for said in afternoons:
        assert found[said[0]] in {f"{said[1]}:{said[2]}", f"{int(said[1]) - 12}:{said[2]} pm"}
    assert found["de 9h à 17h"] in {"from 9 am to 5 pm", "from 9 a.m. to 5 p.m."}


def test_dates_agree():
    for pair in spoken("en", "de", 20_000):
        if said := re.fullmatch(r"on (\w+) (\d+)(?:st|nd|rd|th)?", pair.source):
            assert re.fullmatch(rf"am {said[2]}\. \w+", pair.target)
            assert int(said[2]) <= (28 if said[1] == "February" else 30)


def test_a_language_without_a_column_is_a_wrong_call():
    with pytest.raises(CallError, match=r"spoken\.tsv has no it, pt; set it to 0"):
        list(spoken("it", "pt", 1))
