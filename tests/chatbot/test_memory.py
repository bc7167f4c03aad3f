import pytest

from chatbot.memory import Memory
from chatbot.symbols import ASK, CHAT, TELL
from chatbot.understanding import Frame


def memory(*slots, skill=TELL):
    return Memory([Frame(skill, slots=(slot,)) for slot in slots])


@pytest.mark.parametrize(
    ("told", "kind", "expected"),
    [
        ([], "name", ""),
        ([("name", "Ann")], "name", "Ann"),
        ([("name", "Ann")], "age", ""),
        ([("name", "Ann"), ("name", "Zoé")], "name", "Zoé"),
        ([("name", "Ann"), ("name", "")], "name", "Ann"),
        ([("likes", "rain"), ("likes", "old maps")], "likes", "rain and old maps"),
        ([("likes", "rain"), ("likes", "tea"), ("likes", "old maps")], "likes", "rain, tea and old maps"),
        # What is told again is told last, as it is written now.
        ([("likes", "Rain"), ("likes", "tea"), ("likes", "rain")], "likes", "tea and rain"),
        ([("pet", "a cat"), ("pet_name", "Tom"), ("pet", "a dog")], "pet", "a cat and a dog"),
        ([("dislikes", "rain"), ("likes", "rain")], "dislikes", "rain"),
    ],
)
def test_what_was_told_is_recalled(told, kind, expected):
    assert memory(*told).recall(kind) == expected


def test_all_facts_of_one_turn_are_kept():
    known = Memory([Frame(TELL, slots=(("name", "Ann"), ("age", "9")))])
    assert (known.recall("name"), known.recall("age")) == ("Ann", "9")


@pytest.mark.parametrize("skill", [ASK, CHAT])
def test_only_what_is_told_counts(skill):
    assert memory(("name", "Ann"), skill=skill).recall("name") == ""
