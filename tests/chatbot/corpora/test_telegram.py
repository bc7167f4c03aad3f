import json

import pytest

from shared.errors import CallError, CorpusError


def message(number, name, text, date="2020-12-31T21:15:03", **more):
    return {
        "id": number,
        "type": "message",
        "date": date,
        "from": name,
        "from_id": f"user_{name}",
        "text": text,
        **more,
    }


CHAT = {
    "name": "Ann",
    "type": "personal_chat",
    "id": 17,
    "messages": [
        {"id": 1, "type": "service", "date": "2020-12-31T21:00:00", "actor": "Ann", "action": "phone_call", "text": ""},
        message(2, "Ann", "Hello"),
        message(3, "Ann", ["see ", {"type": "link", "text": "example.org"}, "!"]),
        message(4, "Ben", "", photo="photos/1.jpg"),
        message(5, "Ben", "A caption", photo="photos/2.jpg"),
        message(6, "Ann", "By others", forwarded_from="Eva"),
        message(7, None, "Gone?"),
        message(8, "Ann", "Morning", date="2021-01-01T09:00:00"),
        message(9, "Ben", "Hi", date="2021-01-01T09:01:00"),
        "broken",
    ],
}
OTHER = {
    "name": "Group",
    "type": "private_group",
    "id": 18,
    "messages": [message(1, "Ben", "Y"), message(2, "Eva", "Z")],
}
ACCOUNT = {
    "about": "Here is the data you requested.",
    "personal_information": {"user_id": 1, "first_name": "Ben"},
    "contacts": {"list": [{"user_id": 2, "first_name": "Ann"}]},
    "chats": {"about": "This page lists all chats.", "list": [CHAT, OTHER]},
    "left_chats": {"about": "", "list": [OTHER]},
}
TURNS = [("Hello see example.org!", "A caption", "Gone?"), ("Morning", "Hi")]
SKIPPED = {"a service message": 1, "a message without text": 1, "a forwarded message": 1, "malformed": 1}


@pytest.mark.parametrize("indent", [None, 1])
def test_one_chat(sample, indent):
    read = sample("result.json", json.dumps(CHAT, indent=indent))
    assert read.turns == TURNS
    assert read.as_read == (2, 6)
    assert read.report.skipped == SKIPPED
    assert read.report.places["a forwarded message"] == ["result.json, message 6"]


def test_an_account(sample):
    read = sample("result.json", json.dumps(ACCOUNT, indent=1))
    assert read.turns == [*TURNS, ("Y", "Z"), ("Y", "Z")]
    assert read.as_read == (4, 10)


def test_me(sample):
    assert sample("result.json", json.dumps(CHAT), me="ben").learned == [["A caption"], ["Hi"]]
    with pytest.raises(CallError, match=r"--me Eva: nobody in .* there are 'Ann', 'Ben', 'user_None'$"):
        sample("result.json", json.dumps(CHAT), me="Eva")


def test_saved_messages_have_one_speaker(sample):
    chat = {"type": "saved_messages", "id": 1, "messages": [message(n, "Ann", "note") for n in range(3)]}
    with pytest.raises(CorpusError, match="only 'Ann' speaks"):
        sample("result.json", json.dumps(chat))


@pytest.mark.parametrize("text", [None, 3, {}, [], [None], [{"type": "link"}], " "])
def test_odd_texts_are_no_text(sample, text):
    chat = {**CHAT, "messages": [message(1, "Ann", text), message(2, "Ann", "a"), message(3, "Ben", "b", date=7)]}
    read = sample("result.json", json.dumps(chat))
    assert read.turns == [("a", "b")]
    assert read.report.skipped == {"a message without text": 1}


def test_an_export_that_is_cut(sample):
    with pytest.raises(CorpusError, match=r"result\.json: no well-formed JSON"):
        sample("result.json", json.dumps(CHAT)[:-2])


def test_no_messages_at_all(sample):
    assert sample("result.json", json.dumps({**CHAT, "messages": []})).as_read == (0, 0)
