import pytest

from shared.errors import CallError
from translate.text.languages import AUTO, check_code, check_direction, target_symbol

DIRECTIONS = [("en", "fr"), ("fr", "en"), ("en", "de")]


def test_target_symbol():
    assert target_symbol("fr") == "<2fr>"


@pytest.mark.parametrize("code", ["en", "fr", "zh"])
def test_codes(code):
    assert check_code(code) == code


@pytest.mark.parametrize("code", ["", "english", "EN", "e1", "<2fr>", "en-GB"])
def test_wrong_codes(code):
    with pytest.raises(CallError):
        check_code(code)


@pytest.mark.parametrize(("source", "target"), [("en", "fr"), (AUTO, "de"), (AUTO, "en")])
def test_known_directions(source, target):
    check_direction(source, target, DIRECTIONS)


@pytest.mark.parametrize(("source", "target"), [("en", "es"), (AUTO, "es"), ("de", "en"), ("fr", "fr"), ("xx", "en")])
def test_unknown_directions_say_what_there_is(source, target):
    with pytest.raises(CallError, match="en"):
        check_direction(source, target, DIRECTIONS)
