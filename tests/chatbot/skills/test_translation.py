import pytest

from chatbot.skills.translation import Translation
from chatbot.understanding import Frame


class FakeTranslator:
    """Knows French, as capitals; keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, phrase, language):
        self.asked.append((phrase, language))
        return phrase.upper() if language.lower() == "french" else None


def answer(request_for, translate, phrase, language):
    slots = tuple((slot, value) for slot, value in (("phrase", phrase), ("language", language)) if value is not None)
    (reply,) = Translation(translate).replies(request_for(Frame("translate", slots=slots), "as it was said"))
    assert (reply.skill, reply.token_ids) == ("translate", ())
    return reply.text


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        ("good morning", "French", '"good morning" in French: GOOD MORNING'),
        ("good morning", "french", '"good morning" in French: GOOD MORNING'),
        ("good morning", "klingon", "I don't know Klingon, sorry."),
        ("", "French", "What would you like me to translate?"),
        (None, None, "What would you like me to translate?"),
        ("good morning", "", 'Into which language shall I translate "good morning"?'),
        ("good morning", None, 'Into which language shall I translate "good morning"?'),
    ],
)
def test_answers(request_for, phrase, language, expected):
    assert answer(request_for, FakeTranslator(), phrase, language) == expected


def test_nobody_is_asked_for_what_is_missing(request_for):
    translate = FakeTranslator()
    answer(request_for, translate, "", "French")
    answer(request_for, translate, "good morning", "")
    assert translate.asked == []
    answer(request_for, translate, "à demain", "English")
    assert translate.asked == [("à demain", "English")]


def test_where_nobody_translates_it_is_said(request_for):
    assert answer(request_for, None, "good morning", "French") == "I have no translator here."
