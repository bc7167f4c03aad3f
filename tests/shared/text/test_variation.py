import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text.variation import carelessly, with_slip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is Tom ?", "where is tom"),
        ("Stop!", "stop"),
        ("?!", "?!"),
        ("déjà vu", "déjà vu"),
        ("好。", "好"),
        ("¿Qué?", "qué"),
    ],
)
def test_carelessly(text, expected):
    assert carelessly(text) == expected


@given(
    words=st.lists(st.text("abcdefgh", min_size=1, max_size=7), min_size=1, max_size=8),
    kept=st.sets(st.text("abcdefgh", min_size=1, max_size=3)),
    seed=st.integers(0, 99),
)
def test_a_slip_misses_one_word_or_changes_two_letters_of_one(words, kept, seed):
    found = with_slip(" ".join(words), kept, random.Random(seed)).split(" ")
    lost = Counter(words) - Counter(found)
    assert sum(lost.values()) <= 1
    assert kept.isdisjoint(lost)
    if len(found) < len(words):
        assert (len(found), len(words) >= 6) == (len(words) - 1, True)
    else:
        assert [sorted(word) for word in found] == [sorted(word) for word in words]


def test_slips_happen():
    found = {with_slip("remember that my name is Zoe", {"Zoe"}, random.Random(seed)) for seed in range(200)}
    assert {"remember that my name is Zoe", "remember my name is Zoe", "remmeber that my name is Zoe"} <= found
    assert all(text.endswith("Zoe") for text in found)
