"""What the translation APIs read alike: the direction, and how much is too much at once."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from translate.text.languages import AUTO
from web import fields
from web.errors import ApiError
from web.served import served


def direction(body: Mapping[str, Any]) -> tuple[str, str]:
    """The fields `source`, a code or `auto`, and `target`: a direction that can be translated.

    Raises:
        ApiError: 400 saying what is allowed.
    """
    source, target = fields.text(body, "source"), fields.text(body, "target")
    directions = served().translator.reachable
    if source != AUTO and source not in {known for known, _ in directions}:
        _unknown_language("source", source, [AUTO, *dict.fromkeys(known for known, _ in directions)])
    into = list(dict.fromkeys(known for start, known in directions if source in (AUTO, start)))
    if target not in into:
        _unknown_language("target", target, into)
    return source, target


def limit_texts(texts: Sequence[str]) -> None:
    """Refuse texts of `q` that are too much for one request; a line is a phrase."""
    settings = served().settings
    limit("q", "phrases", sum(text.count("\n") + 1 for text in texts), settings.max_phrases)
    limit("q", "characters", sum(map(len, texts)), settings.max_characters)


def limit(name: str, what: str, count: int, most: int) -> None:
    """Refuse, with status 413, a field `name` that has more than `most` of `what`."""
    if count > most:
        raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{name} has {count} {what}; at most {most} at once.", name)


def _unknown_language(name: str, code: str, allowed: list[str]) -> None:
    fields.refuse(name, f"cannot be {code[:20]!r} here; allowed: {', '.join(allowed)}")
