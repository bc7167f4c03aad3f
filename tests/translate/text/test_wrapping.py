import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.text.wrapping import unwrapped

MARKS = st.sampled_from('()[]"“”„«»「」*-> \n.!?:;)2ab😀é')


@pytest.mark.parametrize(
    ("text", "before", "inner", "after"),
    [
        ("I am here.", "", "I am here.", ""),
        ("😀 Hi! 🎉", "😀 ", "Hi!", " 🎉"),
        ("I am happy :)", "", "I am happy", " :)"),
        ("It is here:)", "", "It is here:)", ""),
        ("(She is here.)", "(", "She is here.", ")"),
        ("(She is here).", "(", "She is here", ")."),
        ("(a) and (b)", "(a) ", "and (b)", ""),
        ("(She) and (he)", "", "(She) and (he)", ""),
        ("See (this)", "", "See (this)", ""),
        ('"Nobody came."', '"', "Nobody came.", '"'),
        ('"Nobody" came', "", '"Nobody" came', ""),
        ('"Nobody" and "all"', "", '"Nobody" and "all"', ""),
        ('He said "yes".', "", 'He said "yes".', ""),
        ("„Wo ist sie?“", "„", "Wo ist sie?", "“"),
        ("« Je suis là. »", "« ", "Je suis là.", " »"),
        ("「はい。」", "「", "はい。", "」"),
        ('"I am here.', '"', "I am here.", ""),
        ('I am here."', "", "I am here.", '"'),
        ('Size 5" is here', "", 'Size 5" is here', ""),
        ("- Buy milk", "- ", "Buy milk", ""),
        ("> > Buy milk", "> > ", "Buy milk", ""),
        ("2) Two", "2) ", "Two", ""),
        ("— ¡Hola!", "— ", "¡Hola!", ""),
        ("-5 degrees", "", "-5 degrees", ""),
        ('- ("Really?") 😀', '- ("', "Really?", '") 😀'),
        ("()", "", "()", ""),
        ("- ", "", "-", " "),
        ("", "", "", ""),
    ],
)
def test_what_stands_around_a_sentence(text, before, inner, after):
    assert unwrapped(text) == (before, inner, after)


@given(text=st.text(st.one_of(MARKS, st.characters()), max_size=12))
def test_the_parts_are_the_text_and_nothing_is_left_around_the_inner_one(text):
    before, inner, after = unwrapped(text)
    assert before + inner + after == text
    assert unwrapped(inner) == ("", inner, "")


@pytest.mark.parametrize("text", ["(" * 10_000, "(" * 5000 + "a" + ")" * 5000, "- " * 5000, '"' * 9999, "😀 " * 5000])
def test_long_lines_take_no_time(text):
    started = time.perf_counter()
    unwrapped(text)
    assert time.perf_counter() - started < 1
