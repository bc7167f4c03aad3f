import dataclasses
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


class FewFrames:
    """Thirty frames a round, which tell their seed, and those of talk."""

    def __init__(self, talk, small_talk, seed):
        self._talk, self._seed = talk, seed

    def __iter__(self):
        return iter([("frame", self._seed, n) for n in range(30)])

    def of_talk(self):
        return [("talk", self._seed, said) for said in self._talk]


@pytest.fixture
def few(monkeypatch):
    """Thirty frames and twenty replies a round, which tell their seed."""
    monkeypatch.setattr("chatbot.learning.skills.FrameExamples", FewFrames)
    monkeypatch.setattr(
        "chatbot.learning.skills.fact_replies", lambda pool, seed: [("fact", seed, n) for n in range(20)]
    )


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("count", "rounds"), [(0, []), (1, [1]), (49, [49]), (51, [51]), (60, [51, 9]), (10**9, [51, 50, 50])]
)
def test_so_many_are_drawn_each_round_with_other_values(count, rounds):
    found = list(skill_examples(PLAN, count, seed=7))
    assert len(set(found)) == len(found)
    assert Counter(seed for _, seed, _ in found) == {7 + turn: size for turn, size in enumerate(rounds)}


@pytest.mark.usefixtures("few")
def test_the_same_seed_draws_the_same():
    assert list(skill_examples(PLAN, 60, seed=1)) == list(skill_examples(PLAN, 60, seed=1))
    assert [n for *_, n in skill_examples(PLAN, 20, seed=1)] != [n for *_, n in skill_examples(PLAN, 20, seed=2)]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("count", "expected"), [(2, 1), (10, 3), (20, 6), (1000, 40)])
def test_talk_is_learned_first_and_once_and_is_a_third_at_most(count, expected):
    plan = dataclasses.replace(PLAN, talk=[f"Train {n} was late." for n in range(40)])
    found = [kind for kind, *_ in skill_examples(plan, count, seed=1)]
    assert found[:expected] == ["talk"] * expected
    assert "talk" not in found[expected:]


@pytest.mark.usefixtures("few")
def test_what_open_talk_answers_is_decided_for_each_turn():
    plan = dataclasses.replace(PLAN, talk=["I like trains.", "Trains are often late.", "Where is my train now?"])
    assert [said for kind, _, said in skill_examples(plan, 100, 1) if kind == "talk"] == ["Trains are often late."]
    found = skill_examples(plan, 100, 1, lambda said: said.endswith("?"))
    assert [said for kind, _, said in found if kind == "talk"] == ["Where is my train now?"]
