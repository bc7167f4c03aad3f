import json

import pytest


def dialogue(*turns):
    return {
        "dialogue_id": "1_00000",
        "services": ["Buses_1"],
        "turns": [
            {"frames": [], "speaker": speaker, "utterance": text}
            for speaker, text in zip(("USER", "SYSTEM") * 9, turns, strict=False)
        ],
    }


DIALOGUES = [dialogue("A bus, please.", "Where to?", "York.", "Done."), {"dialogue_id": "2"}, dialogue("Hi", "Hello")]


@pytest.mark.parametrize(
    "content",
    [json.dumps(DIALOGUES), json.dumps(DIALOGUES, indent=2), "\n".join(map(json.dumps, DIALOGUES))],
    ids=["array", "indented array", "lines"],
)
def test_the_systems_turns_are_the_replies(sample, content):
    read = sample("dialogues_001.json", content)
    assert read.turns == [("A bus, please.", "Where to?", "York.", "Done."), ("Hi", "Hello")]
    assert read.learned == [["Where to?", "Done."], ["Hello"]]
    assert read.as_read == (2, 6)
    assert read.report.skipped == {"malformed": 1}


def test_me(sample):
    assert sample("dialogues.json", json.dumps(DIALOGUES), me="user").learned == [["York."]]


def test_a_schema_beside_them_is_in_no_known_format(tmp_path, read):
    (tmp_path / "dialogues.json").write_text(json.dumps(DIALOGUES))
    (tmp_path / "schema.json").write_text(json.dumps([{"service_name": "Buses_1", "slots": []}], indent=2))
    assert read(tmp_path).report.places["a file in no known format"] == ["schema.json"]
