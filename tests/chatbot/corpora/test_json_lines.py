import json

import pytest

from chatbot.corpora import OPEN_TALK


def lines(*records):
    return "\n".join(json.dumps(record) for record in records)


def test_turns(sample):
    records = [
        {"topic": "film", "turns": ["Hi", " there ", "you"]},
        {"turns": ["only one"]},
        {"turns": ["a", 3]},
        {"turns": []},
        {"other": []},
        [1],
    ]
    read = sample("talk.jsonl", lines(*records) + "\n\n{cut")
    assert read.turns == [("Hi", "there", "you")]
    assert read.conversations[0].bot_turns is None
    assert read.conversations[0].kind == OPEN_TALK
    assert read.as_read == (2, 4)
    assert read.report.places == {
        "without a reply": ["talk.jsonl:2"],
        "malformed": [f"talk.jsonl:{number}" for number in (3, 4, 5, 6, 8)],
    }


def test_messages_teach_the_assistants_replies(sample):
    messages = [
        {"role": "system", "content": "Be kind."},
        {"role": "assistant", "content": "Welcome!"},
        {"role": "user", "content": "A"},
        {"role": "user", "content": [{"type": "text", "text": "B"}, {"type": "image_url", "image_url": {}}]},
        {"role": "assistant", "content": "C"},
        {"role": "user", "content": "D"},
    ]
    read = sample("chat.jsonl", lines({"messages": messages}))
    assert read.turns == [("Welcome!", "A B", "C", "D")]
    assert read.conversations[0].bot_turns == {2}
    assert read.conversations[0].first_turn == "Welcome!"
    assert read.as_read == (1, 5)


def test_what_follows_a_tool_is_no_reply_to_what_came_before(sample):
    messages = [
        {"role": "user", "content": "How warm is it?"},
        {"role": "assistant", "content": None, "tool_calls": [{}]},
        {"role": "tool", "content": "21"},
        {"role": "assistant", "content": "21 degrees."},
        {"role": "user", "content": "Thanks"},
        {"role": "assistant", "content": "Welcome."},
    ]
    read = sample("chat.jsonl", lines({"messages": messages}))
    assert read.turns == [("21 degrees.", "Thanks", "Welcome.")]
    assert read.report.skipped == {"a tool's message": 2}


@pytest.mark.parametrize(
    "messages",
    [[], "text", [{"role": "user"}], [{"content": "x"}], [["user", "x"]], [{"role": "user", "content": 3}], None],
)
def test_messages_without_a_conversation_are_counted(sample, messages):
    read = sample("chat.jsonl", lines({"messages": messages}, {"turns": ["a", "b"]}))
    assert read.turns == [("a", "b")]
    assert sum(read.report.skipped.values()) in (1, 2)


def test_turns_with_speakers(sample):
    turns = [
        {"speaker": "Ann", "text": "Hi"},
        {"speaker": "Ann", "text": "All well?"},
        {"speaker": "Ben", "text": "Yes"},
        {"speaker": "Ann", "text": "Good"},
    ]
    content = lines({"turns": turns}, {"turns": [{"speaker": "Ann"}]})
    assert sample("talk.jsonl", content).turns == [("Hi All well?", "Yes", "Good")]
    assert sample("talk.jsonl", content).learned == [["Yes", "Good"]]
    read = sample("talk.jsonl", content, me="  BEN ")
    assert read.learned == [["Yes"]]
    assert read.as_read == (1, 4)
    assert read.report.places == {"malformed": ["talk.jsonl:2"]}


def test_me_overrides_the_assistant(sample):
    messages = [{"role": role, "content": role} for role in ("user", "assistant", "user")]
    assert sample("chat.jsonl", lines({"messages": messages}), me="user").conversations[0].bot_turns == {2}


def test_me_where_no_speaker_is_named(sample):
    read = sample("talk.jsonl", lines({"turns": ["a", "b"]}), me="Ann")
    assert read.turns == []
    assert read.report.places == {"no speakers named, so nobody is Ann": ["talk.jsonl:1"]}


def test_a_turn_that_cannot_be_learned_parts_a_conversation(sample):
    talk = ["a", "b", "", "c", "d", "x" * 501, "e", "f [User 1's name] g", "h"]
    read = sample("talk.jsonl", lines({"turns": talk}))
    assert read.turns == [("a", "b"), ("c", "d")]
    assert {c.first_turn for c in read.conversations} == {"a"}
    assert read.report.skipped == {
        "an empty turn": 1,
        "a turn longer than 500 characters": 1,
        "a turn with a placeholder": 1,
    }
    assert read.as_read == (1, 9)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_and_windows_line_ends(sample, encoding):
    content = '{"turns": ["Grüße", "你好"]}\r\n{"turns": ["a", "b"]}\r\n'
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    assert sample("talk.jsonl", (mark + content).encode(encoding)).turns == [("Grüße", "你好"), ("a", "b")]
