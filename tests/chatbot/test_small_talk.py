"""The shipped bot on what anybody says first, graded by what was written down before it was trained."""

from reference.small_talk_cases import COUNT, refused_small_talk

from chatbot import load_chatbot

AIM = 45


def test_at_least_45_of_50():
    refused = refused_small_talk(load_chatbot())
    assert COUNT - len(refused) >= AIM, "\n".join(refused)
