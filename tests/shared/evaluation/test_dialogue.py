import math

import pytest

from shared.evaluation import dialogue


def test_words():
    assert dialogue.words("I don't KNOW, 3 times!") == ["i", "don't", "know", "3", "times"]


def test_distinct():
    replies = ["a b a b", "A b!", ""]
    assert dialogue.distinct(replies, 1) == 2 / 6
    assert dialogue.distinct(replies, 2) == 2 / 4  # (a, b) three times, (b, a) once
    assert dialogue.distinct([""], 1) == 0


def test_generic_rate_counts_the_ten_most_frequent():
    replies = ["I see."] * 5 + ["i see"] + [f"reply {number}" for number in range(14)]
    assert dialogue.generic_rate(replies) == (6 + 9) / 20


def test_repeat_rate():
    assert dialogue.repeat_rate(["a b c a b c", "a b a b", "a a a a", "no"]) == 2 / 4


def test_perplexity_of_a_uniform_model_is_its_size():
    replies = ["three words here", "one"]
    assert dialogue.perplexity(6 * math.log(1 / 50), replies) == pytest.approx(50)


def test_recall_at_1():
    assert dialogue.recall_at_1([[2.0, 1.0, 0.0], [1.0, 3.0, 0.0], [1.0, 1.0, 0.0]]) == 1 / 3
