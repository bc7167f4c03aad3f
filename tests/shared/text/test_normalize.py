import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text.normalize import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t\n ", ""),
        ("Cafe\u0301", "Café"),
        ("a\u00a0b\u2003c", "a b c"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufeffmark", "mark"),
        ("under\u2581score", "under score"),
        ("\ufffd stays", "\ufffd stays"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("bell\u0007", "bell"),
        ("שלום עולם", "שלום עולם"),
        ("👩‍👧 family", "👩‍👧 family"),  # the joiner holds the emoji together
        ("ﬁ", "ﬁ"),  # compatibility characters are what the user wrote
    ],
)
def test_examples(text, expected):
    assert normalize(text) == expected


@given(st.text(alphabet=st.characters(), max_size=60))
def test_once_is_enough(text):
    once = normalize(text)
    assert normalize(once) == once
    assert "  " not in once
    assert once == once.strip()
