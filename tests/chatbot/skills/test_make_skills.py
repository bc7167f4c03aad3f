import pytest

from chatbot.reply import Reply
from chatbot.skills import make_skills
from chatbot.symbols import NEUTRAL, SKILLS, SMALL_TALK, UNABLE
from chatbot.understanding import Frame


class FakeGenerator:
    """Keeps how it was asked."""

    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        def reply(*arguments):
            self.asked.append((name, *arguments[1:]))
            return [Reply("said")]

        return reply


def test_every_skill_that_the_classifier_knows_is_there():
    skills = make_skills(FakeGenerator(), None)
    assert set(skills) == set(SKILLS)
    assert all(skill.name == name for name, skill in skills.items())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chat", ("informative", NEUTRAL, 7)),  # open talk has no tone
        ("small_talk", ("likeliest", "witty", SMALL_TALK)),
        ("unable", ("drawn", "witty", UNABLE, 7)),
    ],
)
def test_what_the_decoder_words(request_for, name, expected):
    generator = FakeGenerator()
    (reply,) = make_skills(generator, None)[name].replies(request_for(Frame(name), "hello"))
    assert (reply.text, generator.asked) == ("said", [expected])


@pytest.mark.parametrize(
    ("name", "said", "expected"), [("arithmetic", "2 + 2", "2 + 2 = 4"), ("date", "date?", "Today")]
)
def test_what_code_answers(request_for, name, said, expected):
    (reply,) = make_skills(FakeGenerator(), None)[name].replies(request_for(Frame(name), said))
    assert reply.text.startswith(expected)
    assert (reply.skill, reply.token_ids) == (name, ())
