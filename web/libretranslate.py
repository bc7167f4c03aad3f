"""Translation in the LibreTranslate format; knows nothing of how a phrase is translated."""

import itertools
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from translate import Asked, Translation
from translate.language_names import language_name
from translate.text.languages import AUTO
from web import fields
from web.served import served
from web.translation_fields import direction, limit_texts

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

blueprint = Blueprint("libretranslate", __name__)


@blueprint.get("/languages")
def languages() -> Response:
    """Every language that can be translated from, and what into."""
    targets: dict[str, list[str]] = {}
    for source, target in served().translator.reachable:
        targets.setdefault(source, []).append(target)
    return jsonify([{"code": code, "name": language_name(code), "targets": into} for code, into in targets.items()])


@blueprint.post("/translate")
def translate() -> Response:
    """Translate `q`, a string or a list of them; the answer has the same form."""
    body = _body()
    passages, is_list = _passages(body)
    source, target = direction(body)
    alternatives = fields.integer(body, "alternatives", 0, low=0, high=served().settings.max_alternatives)
    if fields.text(body, "format", "text") != "text":
        fields.refuse("format", "must be text: markup is not translated")
    lines = [line for passage in passages for line in passage]
    translator = served().translator
    translations = iter(translator.translate_batch(lines, source, target, Asked(alternatives)))
    translated = [list(itertools.islice(translations, len(passage))) for passage in passages]
    answer: dict[str, list[Any]] = {"translatedText": ["\n".join(line.text for line in of) for of in translated]}
    if source == AUTO:
        answer["detectedLanguage"] = [_detected(of) for of in translated]
    if any(line.via for line in itertools.chain(*translated)):
        answer["via"] = [next((line.via for line in of if line.via), None) for of in translated]
    if alternatives:
        answer["alternatives"] = [_others(of) for of in translated]
    return jsonify(answer if is_list else {name: values[0] for name, values in answer.items()})


@blueprint.post("/detect")
def detect() -> Response:
    """The languages that `q` may be in, the likeliest first."""
    passages, _ = _passages(_body())
    found = served().translator.detect(" ".join(line for passage in passages for line in passage))
    return jsonify([{"language": code, "confidence": _percent(confidence)} for code, confidence in found])


def _body() -> Mapping[str, Any]:
    if request.mimetype not in _FORM_TYPES:
        return fields.json_object()
    form: dict[str, Any] = request.form.to_dict()
    if len(request.form.getlist("q")) > 1:
        form["q"] = request.form.getlist("q")
    return form


def _passages(body: Mapping[str, Any]) -> tuple[list[list[str]], bool]:
    """The lines of each text in `q`, a phrase each; and whether `q` was a list."""
    q = body.get("q")
    if q is None:
        fields.refuse("q", "is missing")
    texts = q if isinstance(q, list) else [q]
    if not texts or not all(isinstance(text, str) for text in texts):
        fields.refuse("q", "must be a string or a list of strings")
    limit_texts(texts)
    return [text.split("\n") for text in texts], isinstance(q, list)


def _detected(lines: list[Translation]) -> dict[str, object]:
    """The likeliest language of the text, whether or not the model translates from it into the one asked for."""
    code, confidence = served().translator.detect(" ".join(line.source for line in lines))[0]
    return {"language": code, "confidence": _percent(confidence)}


def _others(lines: list[Translation]) -> list[str]:
    """The other translations of a text of one line; of several lines there would be too many combinations."""
    return [alternative.text for alternative in lines[0].alternatives] if len(lines) == 1 else []


def _percent(share: float) -> float:
    return round(100 * share, 1)
