import random
import re

import pytest

from chatbot.learning.phrasings import facts
from chatbot.learning.values import Values
from chatbot.symbols import FACTS, LANGUAGE, PHRASE

TALK = ["The train was late again.", "Do you think so?", '"No," she said.', "... ?!"]
KINDS = (*FACTS, PHRASE, LANGUAGE, "sum")


def values(seed=0):
    return Values(random.Random(seed), {kind: fact.values for kind, fact in facts().items()}, TALK)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_many_values_that_are_said_in_one_breath(kind):
    drawn = values()
    found = [drawn.draw(kind) for _ in range(300)]
    assert len(set(found)) >= 15
    assert all(value and value == value.strip() and "\n" not in value for value in found)
    assert any(c.isalnum() for value in found for c in value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_draws_the_same(kind):
    def drawn(seed):
        source = values(seed)
        return [source.draw(kind) for _ in range(20)]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_ages_are_those_of_people():
    drawn = values()
    numbers = [int(age) for age in (drawn.draw("age") for _ in range(300)) if age.isdigit()]
    assert 150 < len(numbers) < 280
    assert 4 <= min(numbers) < 15
    assert 85 < max(numbers) <= 99


def test_some_values_are_words_that_nobody_would_say_there():
    drawn, said = values(), {word.lower() for turn in TALK for word in re.findall(r"\w+", turn)}
    found = [drawn.draw("job") for _ in range(300)]
    odd = [job for job in found if job not in facts()["job"].values]
    assert 0.2 < len(odd) / len(found) < 0.5
    assert all(set(re.findall(r"\w+", job)) <= said for job in odd)
