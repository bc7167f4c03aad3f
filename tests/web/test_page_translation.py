"""The page's own translation API, over a translator whose answers are known beforehand and over the shipped one."""

import json

import pytest

from translate import Glossary

DIRECTION = {"source": "en", "target": "fr"}


def call(client, **fields):
    return client.post("/api/translate", json={"q": "hi", **DIRECTION, **fields})


def test_answer(client):
    assert call(client, q="hi 2 you?", alternatives=2, attention=True).json == {
        "text": "fr:HI 2 YOU?",
        "from": "en",
        "to": "fr",
        "guessed": None,
        "via": None,
        "between": "",
        "confidence": 0.5,
        "certain": False,
        "faults": ["numbers"],
        "score": -1.0,
        "alternatives": [{"text": "fr:HI 2 YOU?!", "score": -2.0}, {"text": "fr:HI 2 YOU?!!", "score": -3.0}],
        "attention": {
            "source_pieces": ["▁hi", "▁2", "▁you?", "</s>"],
            "target_pieces": ["▁fr:HI", "▁2", "▁YOU?"],
            "weights": [[0.75, 0.0, 0.0, 0.25]] * 3,
        },
    }


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, {"text": "fr:HI", "certain": True, "faults": [], "alternatives": [], "attention": None}),
        ({"q": ""}, {"text": "fr:"}),
        ({"q": "a\nb"}, {"text": "fr:A\nB"}),
        ({"attention": False, "alternatives": 0, "glossary": [], "prefix": ""}, {"text": "fr:HI", "attention": None}),
        ({"attention": None, "alternatives": None, "glossary": None}, {"text": "fr:HI", "attention": None}),
        ({"source": "fr", "target": "de"}, {"from": "fr", "to": "de", "via": "en", "between": "en:HI"}),
        ({"source": "auto", "q": "été", "target": "en"}, {"from": "fr", "text": "en:ÉTÉ", "certain": True}),
        ({"source": "auto", "q": "42"}, {"from": "und", "certain": False}),
        ({"prefix": "de:"}, {"text": "de:HI"}),
        ({"glossary": [["hi", "salut"], ["you", "toi"]]}, {"text": "salut"}),
        ({"glossary": [["hi", "salut"], ["Hi", "coucou"]], "q": "HI"}, {"text": "coucou"}),
        ({"glossary": [["x" * 10, "y" * 10]] * 3, "alternatives": 5, "q": "x" * 50}, {"to": "fr"}),
        ({"q": "x" * 20, "attention": True}, {"to": "fr"}),
        ({"unknown": 1}, {"text": "fr:HI"}),
    ],
)
def test_part_of_the_answer(client, fields, answer):
    response = call(client, **fields)
    assert response.status_code == 200
    assert response.json | answer == response.json


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({"q": None}, 400, "q is missing."),
        ({"q": 7}, 400, "q must be a string."),
        ({"q": ["hi"]}, 400, "q must be a string."),
        ({"q": "x" * 51}, 413, "q has 51 characters; at most 50 at once."),
        ({"q": "a\nb\nc\nd"}, 413, "q has 4 phrases; at most 3 at once."),
        ({"source": None}, 400, "source is missing."),
        ({"source": {"code": "en"}}, 400, "source must be a string."),
        ({"source": "xx"}, 400, "source cannot be 'xx' here; allowed: auto, en, fr."),
        ({"source": "und"}, 400, "source cannot be 'und' here; allowed: auto, en, fr."),
        ({"target": None}, 400, "target is missing."),
        ({"target": 1}, 400, "target must be a string."),
        ({"target": "en"}, 400, "target cannot be 'en' here; allowed: fr, de."),
        ({"target": "auto"}, 400, "target cannot be 'auto' here; allowed: fr, de."),
        ({"alternatives": "2"}, 400, "alternatives must be an integer."),
        ({"alternatives": 2.5}, 400, "alternatives must be an integer."),
        ({"alternatives": True}, 400, "alternatives must be an integer."),
        ({"alternatives": -1}, 400, "alternatives must be from 0 to 5."),
        ({"alternatives": 6}, 400, "alternatives must be from 0 to 5."),
        ({"attention": "true"}, 400, "attention must be true or false."),
        ({"attention": 1}, 400, "attention must be true or false."),
        ({"attention": True, "q": "x" * 21}, 413, "q with attention has 21 characters; at most 20 at once."),
        ({"glossary": {"hi": "salut"}}, 400, "glossary must be a list of [phrase, translation]."),
        ({"glossary": "hi"}, 400, "glossary must be a list of [phrase, translation]."),
        ({"glossary": [["a", "b"], "hi"]}, 400, "glossary[1] must be two strings: [phrase, translation]."),
        ({"glossary": [["hi"]]}, 400, "glossary[0] must be two strings: [phrase, translation]."),
        ({"glossary": [["a", "b", "c"]]}, 400, "glossary[0] must be two strings: [phrase, translation]."),
        ({"glossary": [["hi", 5]]}, 400, "glossary[0] must be two strings: [phrase, translation]."),
        ({"glossary": [["hi", None]]}, 400, "glossary[0] must be two strings: [phrase, translation]."),
        ({"glossary": [[" \u200b", "b"]]}, 400, "glossary[0][0] must not be blank."),
        ({"glossary": [["a", "\ud800"]]}, 400, "glossary[0][1] must not be blank."),
        ({"glossary": [["a", "b" * 11]]}, 413, "glossary[0][1] has 11 characters; at most 10 at once."),
        ({"glossary": [["a", "b"]] * 4}, 413, "glossary has 4 entries; at most 3 at once."),
        ({"prefix": 3}, 400, "prefix must be a string."),
        ({"prefix": ["a"]}, 400, "prefix must be a string."),
        ({"prefix": "x" * 51}, 413, "prefix has 51 characters; at most 50 at once."),
        ({"prefix": "a", "q": "One. Two."}, 400, "only a single sentence can be begun for the model"),
    ],
)
def test_bad_field(client, fields, status, message):
    response = call(client, **fields)
    assert (response.status_code, response.json) == (status, {"error": message})


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("[]", "application/json", 400),
        ("{", "application/json", 400),
        ("", "application/json", 400),
        ('{"q": NaN}', "application/json", 400),
        ("q=hi", "application/x-www-form-urlencoded", 415),
        (json.dumps({"q": "x" * 4001}), "application/json", 413),
    ],
)
def test_bad_body(client, body, content_type, status):
    response = client.post("/api/translate", data=body, content_type=content_type)
    assert (response.status_code, list(response.json)) == (status, ["error"])
    assert "\n" not in response.json["error"]


def test_only_post(client):
    response = client.get("/api/translate", headers={"Accept": "application/json"})
    assert (response.status_code, response.json) == (405, {"error": "GET is not allowed here; allowed: OPTIONS, POST."})


def test_shipped_translator_s_own_answer(shipped, translator):
    question = "Where is the next station?"
    expected = translator.translate(question, "en", "fr", alternatives=3, attention=True)
    answer = call(shipped, q=question, alternatives=3, attention=True).json
    assert (answer["text"], answer["certain"], answer["via"]) == (expected.text, expected.certain, expected.via)
    assert answer["confidence"] == pytest.approx(expected.confidence, abs=1e-4)
    assert [other["text"] for other in answer["alternatives"]] == [other.text for other in expected.alternatives]
    attention = answer["attention"]
    assert tuple(attention["source_pieces"]) == expected.attention.source_pieces
    assert tuple(attention["target_pieces"]) == expected.attention.target_pieces
    assert len(attention["weights"]) == len(attention["target_pieces"])
    assert [len(row) for row in attention["weights"]] == [len(attention["source_pieces"])] * len(attention["weights"])
    assert [sum(row) for row in attention["weights"]] == pytest.approx([1] * len(attention["weights"]), abs=0.01)


def test_shipped_translator_goes_on_from_a_prefix(shipped, translator):
    question = "Where is the next station?"
    other = translator.translate(question, "en", "fr", alternatives=3).alternatives[-1]
    prefix = " ".join(other.text.split()[:2])
    answer = call(shipped, q=question, prefix=prefix).json
    assert answer["text"].startswith(prefix)
    assert answer["text"] == translator.translate(question, "en", "fr", prefix=prefix).text


def test_shipped_translator_begins_a_single_sentence_only(shipped):
    response = call(shipped, q="I am here. Where are you?", prefix="Je")
    assert response.status_code == 400
    assert "only a single sentence" in response.json["error"]


def test_shipped_translator_obeys_the_glossary(shipped, translator):
    entries = [["good morning", "salut à tous"]]
    answer = call(shipped, q="Good morning!", glossary=entries).json
    assert answer["text"] == translator.translate("Good morning!", "en", "fr", glossary=Glossary(entries)).text
    assert "salut à tous" in answer["text"].casefold()


@pytest.mark.parametrize(
    "q", ["", " \n ", "42", "\ud800", "\x00", "<2fr>", "\ue001", "▁", "🙂", "x" * 90, "Go on! " * 70]
)
def test_shipped_translator_answers_whatever_is_typed(shipped, q):
    answer = call(shipped, q=q, source="auto", alternatives=10, attention=True)
    assert answer.status_code == 200
    assert 0 <= answer.json["confidence"] <= 1
    assert "NaN" not in answer.text
    assert "Infinity" not in answer.text


@pytest.mark.parametrize("prefix", [" ", "\ud800", "\x00", "<2en>", "\ue001", "猫", "x" * 3000])
def test_shipped_translator_begins_with_whatever_is_typed(shipped, prefix):
    answer = call(shipped, q="Good morning!", prefix=prefix, alternatives=10, attention=True)
    assert answer.status_code == 200
    assert "Infinity" not in answer.text


def test_shipped_translator_says_that_a_sentence_is_too_long(shipped):
    response = call(shipped, q="x" * 20_000)
    assert response.status_code == 400
    assert "too long" in response.json["error"]
