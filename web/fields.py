"""Reads the fields of a request and checks their types; knows no API."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from flask import request

from web.errors import ApiError


def json_object() -> dict[str, Any]:
    """The JSON object in the request's body.

    Raises:
        ApiError: 415 if the body does not say that it is JSON, 400 if it is not a JSON object in UTF-8.
    """
    if not request.is_json:
        raise ApiError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON, with Content-Type: application/json.")
    try:
        body = json.loads(request.get_data().decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:  # not UTF-8 and not JSON are both ValueErrors
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ApiError(HTTPStatus.BAD_REQUEST, f"The body is not valid JSON: {reason}.") from None
    if not isinstance(body, dict):
        raise ApiError(HTTPStatus.BAD_REQUEST, "The body must be a JSON object.")
    return body


def text(body: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """A field that is a string; without `default` it is required."""
    value = body.get(name, default)
    if value is None:
        refuse(name, "is missing")
    if not isinstance(value, str):
        refuse(name, "must be a string")
    return value


def integer(body: Mapping[str, Any], name: str, default: int, low: int, high: int, *, as_text: bool = True) -> int:
    """A field that is an integer from `low` to `high`; `as_text` allows "3", as a form sends it."""
    value = body.get(name)
    if value is None:
        return default
    if as_text and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(name, "must be an integer")
    if not low <= value <= high:
        refuse(name, f"must be from {low} to {high}")
    return value


def boolean(body: Mapping[str, Any], name: str) -> bool:
    """A field that is true or false; false where it is missing."""
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        refuse(name, "must be true or false")
    return bool(value)


def refuse(name: str, rule: str, code: str | None = None) -> NoReturn:
    """End the request with status 400 and `name: rule`."""
    raise ApiError(HTTPStatus.BAD_REQUEST, f"{name} {rule}.", param=name, code=code)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")
