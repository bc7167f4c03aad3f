import pytest

from translate import load_translator
from translate.language_names import _NAMES, language_code, language_name


@pytest.mark.parametrize("code", _NAMES)
def test_a_name_leads_back_to_its_code(code):
    name = language_name(code)
    assert name[0].isupper()
    assert len(code) == 2
    assert language_code(name) == language_code(name.lower()) == language_code(f" {name.upper()} ") == code
    assert language_code(code) == code


def test_no_name_is_that_of_two():
    assert len(set(_NAMES.values())) == len(_NAMES)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Mandarin", "zh"), ("Farsi", "fa"), ("norwegian", "no"), ("Norwegian Bokmål", "nb"), ("flemish", "nl")],
)
def test_other_names(name, code):
    assert language_code(name) == code


@pytest.mark.parametrize("name", ["", " ", "Klingon", "french toast", "xx"])
def test_unknown_names(name):
    assert language_code(name) == ""


def test_an_unknown_code_is_its_own_name():
    assert language_name("tlh") == "tlh"


def test_every_language_of_the_shipped_translator_has_a_name():
    codes = {code for direction in load_translator().directions for code in direction}
    assert {code for code in codes if language_name(code) == code} == set()
