import json

import pytest
from flask.testing import FlaskClient

HELLO = [{"role": "user", "content": "Hello you"}]


def ask(client: FlaskClient, **fields):
    return client.post("/v1/chat/completions", json={"model": "chat", "messages": HELLO, **fields})


def events(response) -> list[str]:
    *complete, rest = response.get_data(as_text=True).split("\n\n")
    assert rest == ""
    assert all(event.startswith("data: ") for event in complete)
    return [event.removeprefix("data: ") for event in complete]


def test_names_are_tones(client):
    data = client.get("/v1/models").json["data"]
    assert [(model["id"], model["tone"]) for model in data] == [
        ("chat", "neutral"),
        ("chat-friendly", "friendly"),
        ("chat-witty", "witty"),
    ]
    assert client.get("/v1/models/chat-witty").json == data[2]


def test_completion(client):
    answer = ask(client, model="chat-friendly", seed=7).json
    assert answer["object"] == "chat.completion"
    assert answer["model"] == "chat-friendly"
    assert answer["id"].startswith("chatcmpl-")
    [choice] = answer["choices"]
    assert choice["message"] == {"role": "assistant", "content": "friendly 7  Hello you", "refusal": None}
    assert choice["finish_reason"] == "stop"
    assert answer["usage"] == {"prompt_tokens": 2, "completion_tokens": 4, "total_tokens": 6}


@pytest.mark.parametrize(("name", "tone"), [("chat", "neutral"), ("chat-neutral", "neutral"), ("chat-witty", "witty")])
def test_model_chooses_tone(client, name, tone):
    assert ask(client, model=name).json["choices"][0]["message"]["content"].startswith(f"{tone} None ")


def test_messages_become_history(client):
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "too old"},
        {"role": "user", "content": "one"},
        {"role": "assistant", "content": [{"type": "text", "text": "two"}]},
        {"role": "assistant", "content": " "},
        {"role": "user", "content": "three"},
        {"role": "assistant", "content": "four"},
        {"role": "user", "content": "five"},
    ]
    reply = ask(client, messages=messages).json["choices"][0]["message"]["content"]
    assert reply == "neutral None user:one|bot:two|user:three|bot:four five"


def test_stream_has_the_same_reply(client):
    response = ask(client, stream=True, seed=1, stream_options={"include_usage": True})
    assert response.mimetype == "text/event-stream"
    *chunks, done = events(response)
    assert done == "[DONE]"
    first, *pieces, last, usage = map(json.loads, chunks)
    assert {chunk["object"] for chunk in (first, *pieces, last, usage)} == {"chat.completion.chunk"}
    assert len({chunk["id"] for chunk in (first, *pieces, last, usage)}) == 1
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    deltas = [piece["choices"][0]["delta"]["content"] for piece in pieces]
    assert "".join(deltas) == ask(client, seed=1).json["choices"][0]["message"]["content"]
    assert len(deltas) > 2
    assert last["choices"][0] == {"index": 0, "delta": {}, "logprobs": None, "finish_reason": "stop"}
    assert usage["choices"] == []
    assert usage["usage"]["completion_tokens"] == 4


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("words", "reply", "reason"),
    [(1, "neutral", "length"), (3, "neutral None  Hello", "length"), (4, "neutral None  Hello you", "stop")],
)
def test_limit_of_words(client, stream, words, reply, reason):
    response = ask(client, stream=stream, max_tokens=words)
    if stream:
        choices = [json.loads(event)["choices"][0] for event in events(response)[:-1]]
        assert "".join(choice["delta"].get("content", "") for choice in choices).rstrip() == reply
        assert choices[-1]["finish_reason"] == reason
    else:
        [choice] = response.json["choices"]
        assert (choice["message"]["content"], choice["finish_reason"]) == (reply, reason)


def message(content, role="user"):
    return {"messages": [{"role": role, "content": content}]}


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"messages": None}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": "hello"}, "messages"),
        ({"messages": ["hello"]}, "messages[0]"),
        ({"messages": [*HELLO, {"content": "no role"}]}, "messages[1].role"),
        (message("hi", role=["user"]), "messages[0].role"),
        (message("hi", role="assistant"), "messages[0].role"),
        (message("hi", role="system"), "messages[0].role"),
        (message(None), "messages[0].content"),
        (message(7), "messages[0].content"),
        (message(" \u200b\u0000"), "messages[0].content"),
        (message([{"type": "image_url", "image_url": {"url": "x"}}]), "messages[0].content"),
        (message([{"type": "text", "text": 7}]), "messages[0].content"),
        (message("x" * 51), "messages[0].content"),
        ({"model": None}, "model"),
        ({"model": 7}, "model"),
        ({"stream": "yes"}, "stream"),
        ({"stream_options": []}, "stream_options"),
        ({"stream_options": {"include_usage": 1}}, "include_usage"),
        ({"seed": 1.5}, "seed"),
        ({"seed": True}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"max_completion_tokens": "x"}, "max_completion_tokens"),
        ({"n": 2}, "n"),
        ({"n": True}, "n"),
        ({"temperature": 0.5}, "temperature"),
        ({"stop": "."}, "stop"),
        ({"tools": [{"type": "function"}]}, "tools"),
    ],
)
def test_bad_field_is_named(client, fields, param):
    response = ask(client, **fields)
    assert response.status_code == 400
    error = response.json["error"]
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    assert error["message"].startswith(param)


@pytest.mark.parametrize("seed", [0, -1, -(2**63), 2**63 - 1])
def test_any_seed_of_the_format_works_and_is_not_negative(client, seed):
    _tone, given, *_ = ask(client, seed=seed).json["choices"][0]["message"]["content"].split()
    assert int(given) >= 0


def test_defaults_of_the_format_are_accepted(client):
    response = ask(client, n=1, temperature=1.0, top_p=1, stop=None, frequency_penalty=0, user="me", logprobs=False)
    assert response.status_code == 200


@pytest.mark.parametrize("call", ["/v1/models/gpt", "/v1/models/chat-rude"])
def test_unknown_model(client, call):
    for response in (client.get(call), ask(client, model=call.rsplit("/", 1)[1])):
        assert response.status_code == 404
        assert response.json["error"]["code"] == "model_not_found"
        assert "chat, chat-friendly, chat-witty" in response.json["error"]["message"]


@pytest.mark.parametrize("stream", [False, True])
def test_broken_bot_is_a_server_error(client, stream):
    client.application.logger.disabled = True
    response = ask(client, stream=stream, **message("break at once"))
    assert response.status_code == 500
    assert response.json["error"]["type"] == "server_error"


def test_reply_that_breaks_off_says_so(client):
    client.application.logger.disabled = True
    *_, error, done = events(ask(client, stream=True, **message("break")))
    assert json.loads(error)["error"]["type"] == "server_error"
    assert done == "[DONE]"
