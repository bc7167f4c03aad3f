"""Translation for the page: all that the translator tells of one text; not how it is told to people."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify

from shared.text.normalize import normalize
from translate import Attention, Glossary, Translation
from web import fields
from web.served import served
from web.translation_fields import direction, limit, limit_texts

_DIGITS = 4

blueprint = Blueprint("page_translation", __name__, url_prefix="/api")


@blueprint.post("/translate")
def translate() -> Response:
    """Translate `q` and tell what is known of its translation."""
    body = fields.json_object()
    settings = served().settings
    q = fields.text(body, "q")
    limit_texts([q])
    source, target = direction(body)
    attention = fields.boolean(body, "attention")
    if attention:  # its table grows with the square of the text
        limit("q with attention", "characters", len(q), settings.max_attention_characters)
    translation = served().translator.translate(
        q,
        source,
        target,
        alternatives=fields.integer(body, "alternatives", 0, low=0, high=settings.max_alternatives, as_text=False),
        attention=attention,
        glossary=_glossary(body),
        prefix=_prefix(body),
    )
    return jsonify(_answer(translation))


def _prefix(body: Mapping[str, Any]) -> str:
    prefix = fields.text(body, "prefix", "")
    limit("prefix", "characters", len(prefix), served().settings.max_characters)
    return prefix


def _glossary(body: Mapping[str, Any]) -> Glossary:
    entries = body.get("glossary")
    if entries is None:
        return Glossary()
    if not isinstance(entries, list):
        fields.refuse("glossary", "must be a list of [phrase, translation]")
    limit("glossary", "entries", len(entries), served().settings.max_glossary_entries)
    return Glossary([_entry(f"glossary[{index}]", entry) for index, entry in enumerate(entries)])


def _entry(where: str, entry: object) -> tuple[str, str]:
    if not isinstance(entry, list) or len(entry) != 2 or not all(isinstance(text, str) for text in entry):
        fields.refuse(where, "must be two strings: [phrase, translation]")
    for place, text in enumerate(entry):
        limit(f"{where}[{place}]", "characters", len(text), served().settings.max_glossary_characters)
        if not normalize(text):
            fields.refuse(f"{where}[{place}]", "must not be blank")
    return entry[0], entry[1]


def _answer(translation: Translation) -> dict[str, object]:
    return {
        "text": translation.text,
        "from": translation.source_language,
        "to": translation.target_language,
        "guessed": translation.guessed,
        "via": translation.via,
        "between": translation.between,
        "confidence": round(translation.confidence, _DIGITS),
        "certain": translation.certain,
        "faults": list(translation.faults),
        "score": round(translation.score, _DIGITS),
        "alternatives": [{"text": a.text, "score": round(a.score, _DIGITS)} for a in translation.alternatives],
        "attention": _attention(translation.attention),
    }


def _attention(attention: Attention | None) -> dict[str, object] | None:
    if attention is None:
        return None
    weights = [[round(weight, _DIGITS) for weight in row] for row in attention.weights]
    return asdict(attention) | {"weights": weights}
