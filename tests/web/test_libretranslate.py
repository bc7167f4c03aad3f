import pytest


def call(client, **fields):
    return client.post("/translate", json={"q": "hi", "source": "en", "target": "fr", **fields})


def test_languages(client):
    assert client.get("/languages").json == [
        {"code": "en", "name": "English", "targets": ["fr", "de"]},
        {"code": "fr", "name": "French", "targets": ["en", "de"]},
    ]


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, {"translatedText": "fr:HI"}),
        ({"q": ""}, {"translatedText": "fr:"}),
        ({"q": ["hi", "you"], "target": "de"}, {"translatedText": ["de:HI", "de:YOU"]}),
        ({"q": "hi\nyou"}, {"translatedText": "fr:HI\nfr:YOU"}),
        ({"q": ["a\nb", "c"]}, {"translatedText": ["fr:A\nfr:B", "fr:C"]}),
        ({"alternatives": 2}, {"translatedText": "fr:HI", "alternatives": ["fr:HI!", "fr:HI!!"]}),
        ({"q": "a\nb", "alternatives": 1}, {"translatedText": "fr:A\nfr:B", "alternatives": []}),
        (
            {"q": "été", "source": "auto", "target": "en"},
            {"translatedText": "en:ÉTÉ", "detectedLanguage": {"language": "fr", "confidence": 95.0}},
        ),
        (
            {"q": ["été", "\nsun"], "source": "auto", "target": "en", "alternatives": 1},
            {
                "translatedText": ["en:ÉTÉ", "en:\nen:SUN"],
                "detectedLanguage": [
                    {"language": "fr", "confidence": 95.0},
                    {"language": "en", "confidence": 87.5},
                ],
                "alternatives": [["en:ÉTÉ!"], []],
            },
        ),
    ],
)
def test_translate(client, fields, answer):
    assert call(client, **fields).json == answer


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_form(client, content_type):
    fields = {"q": "hi", "source": "en", "target": "fr", "alternatives": "1", "api_key": ""}
    response = client.post("/translate", data=fields, content_type=content_type)
    assert response.json == {"translatedText": "fr:HI", "alternatives": ["fr:HI!"]}


def test_form_with_several_texts(client):
    response = client.post("/translate", data={"q": ["hi", "you"], "source": "en", "target": "fr"})
    assert response.json == {"translatedText": ["fr:HI", "fr:YOU"]}


@pytest.mark.parametrize("q", ["été", ["été", "sun"]])
def test_detect(client, q):
    assert client.post("/detect", json={"q": q}).json == [
        {"language": "fr", "confidence": 95.0},
        {"language": "en", "confidence": 5.0},
    ]


@pytest.mark.parametrize(
    ("fields", "status", "message"),
    [
        ({"q": None}, 400, "q is missing."),
        ({"q": 7}, 400, "q must be a string or a list of strings."),
        ({"q": []}, 400, "q must be a string or a list of strings."),
        ({"q": ["hi", None]}, 400, "q must be a string or a list of strings."),
        ({"q": {"text": "hi"}}, 400, "q must be a string or a list of strings."),
        ({"q": "x" * 51}, 413, "q has 51 characters; at most 50 at once."),
        ({"q": ["x"] * 4}, 413, "q has 4 phrases; at most 3 at once."),
        ({"q": "a\nb\nc\nd"}, 413, "q has 4 phrases; at most 3 at once."),
        ({"source": None}, 400, "source is missing."),
        ({"source": ["en"]}, 400, "source must be a string."),
        ({"source": "xx"}, 400, "source cannot be 'xx' here; allowed: auto, en, fr."),
        ({"target": None}, 400, "target is missing."),
        ({"target": "en"}, 400, "target cannot be 'en' here; allowed: fr, de."),
        ({"source": "fr", "target": "fr"}, 400, "target cannot be 'fr' here; allowed: en, de."),
        ({"source": "auto", "target": "auto"}, 400, "target cannot be 'auto' here; allowed: fr, en, de."),
        ({"alternatives": 6}, 400, "alternatives must be from 0 to 5."),
        ({"alternatives": -1}, 400, "alternatives must be from 0 to 5."),
        ({"alternatives": "two"}, 400, "alternatives must be an integer."),
        ({"alternatives": True}, 400, "alternatives must be an integer."),
        ({"format": "html"}, 400, "format must be text: markup is not translated."),
    ],
)
def test_bad_field(client, fields, status, message):
    response = call(client, **fields)
    assert (response.status_code, response.json) == (status, {"error": message})
