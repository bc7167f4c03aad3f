from collections import Counter

import pytest

from chatbot.learning.examples import Balance, Example
from chatbot.learning.frames import FrameExample
from chatbot.learning.skills import skill_examples

PLAN = Balance(1.0, [("Where are you?", "At home.")], 100, ["The train was late."], ["hello bot"])


def test_both_kinds_are_learned():
    kinds = Counter(type(example) for example in skill_examples(PLAN, 500, seed=1))
    assert set(kinds) == {FrameExample, Example}
    assert kinds.total() == 500
    assert min(kinds.values()) > 50


@pytest.fixture
def few(monkeypatch):
    """Thirty frames and twenty replies a round, which tell their seed."""
    frames = "chatbot.learning.skills.FrameExamples"
    monkeypatch.setattr(frames, lambda talk, small_talk, seed: [("frame", seed, n) for n in range(30)])
    monkeypatch.setattr(
        "chatbot.learning.skills.fact_replies", lambda pool, seed: [("fact", seed, n) for n in range(20)]
    )


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("count", "rounds"), [(0, []), (1, [1]), (49, [49]), (50, [50]), (60, [50, 10]), (10**9, [50, 50, 50])]
)
def test_so_many_are_drawn_each_round_with_other_values(count, rounds):
    found = list(skill_examples(PLAN, count, seed=7))
    assert len(set(found)) == len(found)
    assert Counter(seed for _, seed, _ in found) == {7 + turn: size for turn, size in enumerate(rounds)}


@pytest.mark.usefixtures("few")
def test_the_same_seed_draws_the_same():
    assert list(skill_examples(PLAN, 60, seed=1)) == list(skill_examples(PLAN, 60, seed=1))
    assert [n for *_, n in skill_examples(PLAN, 20, seed=1)] != [n for *_, n in skill_examples(PLAN, 20, seed=2)]
