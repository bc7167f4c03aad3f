"""Chat in the OpenAI format: messages in, one reply out, whole or streamed; not how a reply is made.

A tone of the bot is the name of a model: `chat` is its default, `chat-friendly` its friendly one.
"""

import itertools
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, json, jsonify, stream_with_context

from web import fields
from web.chat_answers import DONE, Completion, Reply, count_words, event
from web.chat_messages import read_messages
from web.errors import ApiError, openai_error
from web.served import served

_MODEL = "chat"
_STARTED_SECONDS = int(time.time())
_SEED_LIMIT = 2**63
_WORD_LIMIT = 2**31
# What would change a reply is obeyed or refused, never passed over. How the bot decodes is settled in its
# bundle: of these settings only the format's own default may be sent.
_FIXED: dict[str, object] = {
    "n": 1,
    "temperature": 1,
    "top_p": 1,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "stop": [],
    "logit_bias": {},
    "logprobs": False,
    "tools": [],
    "functions": [],
    "response_format": {"type": "text"},
    "modalities": ["text"],
}

blueprint = Blueprint("chat_completions", __name__, url_prefix="/v1")


@blueprint.get("/models")
def models() -> Response:
    """The bot under each of its names."""
    return jsonify({"object": "list", "data": [_model(name) for name in _names()]})


@blueprint.get("/models/<name>")
def model(name: str) -> Response:
    """The bot under one of its names."""
    _tone(name)
    return jsonify(_model(name))


@blueprint.post("/chat/completions")
def complete() -> Response:
    """The bot's answer to the last message."""
    body = fields.json_object()
    name = fields.text(body, "model")
    tone = _tone(name)
    for setting, default in _FIXED.items():
        _refuse_unless(default, setting, body.get(setting))
    history, message = read_messages(body, served().settings)
    max_words = min(_limit(body, "max_completion_tokens"), _limit(body, "max_tokens"))
    prompt_words = count_words(message) + sum(count_words(turn.text) for turn in history)
    completion = Completion(name, prompt_words, with_usage=_wants_usage(body))
    conversation = served().chatbot.start(tone=tone, seed=_seed(body), history=history)
    if fields.boolean(body, "stream"):
        return _stream(completion, Reply(conversation.stream(message), max_words))
    return jsonify(completion.whole(Reply([conversation.reply(message).text], max_words)))


def _names() -> dict[str, str]:
    """The tone of each name of the bot."""
    default, *others = served().chatbot.tones
    return {_MODEL: default} | {f"{_MODEL}-{tone}": tone for tone in others}


def _tone(name: str) -> str:
    names = _names()
    if name == f"{_MODEL}-{names[_MODEL]}":
        return names[_MODEL]
    if name not in names:
        message = f"There is no model {name[:60]!r}; there are: {', '.join(names)}."
        raise ApiError(HTTPStatus.NOT_FOUND, message, param="model", code="model_not_found")
    return names[name]


def _model(name: str) -> dict[str, object]:
    """A model in the format's words, and its tone besides."""
    return {
        "id": name,
        "object": "model",
        "created": _STARTED_SECONDS,
        "owned_by": "local",
        "tone": _tone(name),
    }


def _refuse_unless(default: object, setting: str, value: object) -> None:
    if value is None or (value == default and isinstance(value, bool) == isinstance(default, bool)):
        return
    fields.refuse(setting, f"can only be {json.dumps(default)} with this bot", code="unsupported_value")


def _limit(body: Mapping[str, Any], name: str) -> int:
    return fields.integer(body, name, _WORD_LIMIT, low=1, high=_WORD_LIMIT)


def _seed(body: Mapping[str, Any]) -> int | None:
    """The seed, never negative; None where the client leaves it to chance."""
    if body.get("seed") is None:
        return None
    return fields.integer(body, "seed", 0, low=-_SEED_LIMIT, high=_SEED_LIMIT - 1) % _SEED_LIMIT


def _wants_usage(body: Mapping[str, Any]) -> bool:
    options = body.get("stream_options")
    if options is None:
        return False
    if not isinstance(options, dict):
        fields.refuse("stream_options", "must be an object")
    return fields.boolean(options, "include_usage")


def _stream(completion: Completion, reply: Reply) -> Response:
    events = completion.events(reply)
    # A bot that fails at once still gets its own status: the heading waits for the first piece.
    first = list(itertools.islice(events, 2))
    return Response(
        stream_with_context(_until_done(itertools.chain(first, events))),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _until_done(events: Iterator[str]) -> Iterator[str]:
    try:
        yield from events
    except Exception:
        current_app.logger.exception("a reply broke off")  # too late for a status: told as the format does
        yield event(openai_error(HTTPStatus.INTERNAL_SERVER_ERROR, "The reply broke off."))
    yield DONE
