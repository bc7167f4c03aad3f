"""The lists of short inputs: their form, and what counts as acceptable."""

import pytest
from reference.commands import ROOT

from shared.errors import CorpusError
from translate.short_inputs import ShortInput, expand, read_short_inputs

LISTS = sorted((ROOT / "tests" / "translate" / "short_inputs").glob("*.tsv"))
DIRECTIONS = {f"{a}-{b}" for code in ("fr", "de", "es") for a, b in (("en", code), (code, "en"))}


def test_there_is_a_list_for_each_direction():
    assert {file.stem for file in LISTS} == DIRECTIONS


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_a_list_is_long_enough_and_has_no_input_twice(file):
    cases = read_short_inputs(file)
    assert len(cases) >= 300
    assert len({case.text for case in cases}) == len(cases)
    assert all(answer for case in cases for answer in case.acceptable)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        ("{a|b}c", ["ac", "bc"]),
        ("{a |}b", ["a b", "b"]),
        ("{a{b|c}|d}e", ["abe", "ace", "de"]),
        ("x{|y}{|z}", ["x", "xz", "xy", "xyz"]),
    ],
)
def test_patterns(pattern, expected):
    assert expand(pattern) == expected


@pytest.mark.parametrize("pattern", ["{a", "a}", "{a|b}}", "{a{b}"])
def test_bad_patterns(pattern):
    with pytest.raises(CorpusError, match="brace"):
        expand(pattern)


@pytest.mark.parametrize("line", ["greeting\thello", "greeting\t\tbonjour", "", "a\tb\tc\td"])
def test_bad_lines(tmp_path, line):
    (tmp_path / "en-fr.tsv").write_text(f"greeting\thello\tbonjour\n{line}\n", "utf-8")
    with pytest.raises(CorpusError, match="line 2"):
        read_short_inputs(tmp_path / "en-fr.tsv")


@pytest.mark.parametrize(
    ("text", "acceptable", "translation", "accepted"),
    [
        ("Hello", "Bonjour", "bonjour.", True),
        ("Hello", "Bonjour", "Bonjour !", True),
        ("Hello", "Bonjour", "Bonjour ?", False),
        ("How?", "Comment ?", "Comment?", True),
        ("How?", "Comment ?", "Comment", False),
        ("It is Tom", "C'est Tom", "C’est Tom", True),
        ("It is Tom", "C'est Tom", "c'est tom", False),
        ("it is tom", "C'est Tom", "c'est tom", True),
        ("HELP", "Aide", "AIDE", True),
        ("school", "école", "ecole", False),
        ("Hi!", "¡Hola!", "Hola", True),
        ("How?", "¿Cómo?", "Cómo?", False),
        ("How?", "¿Cómo?", "¿cómo?", True),
        ("the dog", "der Hund", "der hund", True),
        ("The dog", "der Hund", "Der hund", False),
    ],
)
def test_what_is_accepted(text, acceptable, translation, accepted):
    assert ShortInput("word", text, frozenset({acceptable})).accepts(translation) is accepted
