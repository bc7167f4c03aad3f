from chatbot.learning.examples import Balance
from chatbot.learning.fact_replies import FactReply
from chatbot.learning.frames import FrameExample
from chatbot.learning.skills import skill_examples

PLAN = Balance(1.0, [("Where are you?", "At home.")], 100, ["The train was late."], ["hello bot"])


def test_so_many_of_both_kinds_the_same_each_time():
    found = skill_examples(PLAN, 500, seed=1)
    assert len(found) == 500
    kinds = [sum(isinstance(example, kind) for example in found) for kind in (FrameExample, FactReply)]
    assert sum(kinds) == 500
    assert min(kinds) > 50
    assert found == skill_examples(PLAN, 500, seed=1)
    assert found != skill_examples(PLAN, 500, seed=2)


def test_never_more_than_there_are():
    assert 10_000 < len(skill_examples(PLAN, 10**9, seed=1)) < 10**6
    assert skill_examples(PLAN, 0, seed=1) == []
