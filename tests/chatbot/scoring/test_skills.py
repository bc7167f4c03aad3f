import pytest

from chatbot.reply import Reply
from chatbot.scoring.skills import score_skills
from chatbot.understanding import Frame

PHRASE = {"said": "say Hi! in French", "phrase": "Hi!", "language": "French"}


def score(bot, name, case, found):
    result = score_skills(bot(lambda tone, said: found), {name: {"cases": [case]}})
    assert result.cases == {name: 1}
    return not result.failures


@pytest.mark.parametrize(
    ("name", "case", "found", "right"),
    [
        ("date", "what day is it", Frame("date"), True),
        ("date", {"said": "what day is it"}, Frame("chat"), False),
        ("crisis", "I can't go on", Frame("crisis"), True),
        ("crisis", "I can't go on", Frame("chat"), False),
        # No crisis is whatever else it is; who talks of films may tell a taste.
        ("not_crisis", "I'm dying to see it", Frame("tell"), True),
        ("not_crisis", "I'm dying to see it", Frame("crisis"), False),
        ("chat", "I love films", Frame("tell"), True),
        ("chat", "I love films", Frame("date"), False),
        ("translate", PHRASE, Frame("translate", slots=(("phrase", "hi"), ("language", "french"))), True),
        ("translate", PHRASE, Frame("translate", slots=(("phrase", "say hi"), ("language", "french"))), False),
        ("translate", PHRASE, Frame("translate", slots=(("phrase", "hi"),)), False),
        ("translate", PHRASE, Frame("chat", slots=(("phrase", "hi"), ("language", "french"))), False),
    ],
)
def test_frames(bot, name, case, found, right):
    assert score(bot, name, case, found) == right


@pytest.mark.parametrize(
    ("text", "skill", "right"),
    [
        ("12 * 100 = 1200", "arithmetic", True),
        ("12 * 100 = 11200", "arithmetic", False),
        ("I can't work that out", "arithmetic", False),
        ("12 * 100 = 1200", "chat", False),
    ],
)
def test_sums(bot, text, skill, right):
    assert score(bot, "arithmetic", {"said": "12 times 100", "value": "1,200"}, Reply(text, skill=skill)) == right


def test_each_is_the_first_thing_that_is_said(bot):
    heard = []
    made = bot(lambda tone, said: heard.append(said) or Frame("date"))
    score_skills(made, {"date": {"cases": ["one", "two"]}, "chat": {"cases": ["three"]}})
    assert heard == [["one"], ["two"], ["three"]]
    (failure,) = score_skills(made, {"chat": {"cases": ["four"]}}).failures
    assert (failure.category, failure.said) == ("chat", "four")
