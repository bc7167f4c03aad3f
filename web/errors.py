"""How a request fails: the right status, in the shape of the format that was called; never a traceback."""

from http import HTTPStatus
from typing import cast

from flask import Flask, Response, json, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from shared.errors import CallError


class ApiError(Exception):
    """A request that cannot be answered.

    Args:
        status: the HTTP status, 4xx.
        message: one sentence: what, the rule, what to do.
        param: the field at fault, where there is one.
        code: a word a program can act on, as the OpenAI format has it.
    """

    def __init__(self, status: int, message: str, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.param = param
        self.code = code


def register(app: Flask) -> None:
    """Let every failure of `app` end in one of the shapes below."""
    app.register_error_handler(ApiError, _on_api_error)
    app.register_error_handler(CallError, _on_call_error)
    app.register_error_handler(HTTPException, _on_http_exception)


def openai_error(status: int, message: str, param: str | None = None, code: str | None = None) -> dict[str, object]:
    """The error object of the OpenAI format."""
    kind = "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _shaped(error: ApiError) -> dict[str, object]:
    if request.path.startswith("/v1/"):
        return openai_error(error.status, error.message, error.param, error.code)
    return {"error": error.message}  # the LibreTranslate format, and ours elsewhere


def _on_api_error(error: ApiError) -> tuple[Response, int]:
    return jsonify(_shaped(error)), error.status


def _on_call_error(error: CallError) -> tuple[Response, int]:
    """The products refuse a value with the same exception that ends a command with exit code 2."""
    return _on_api_error(ApiError(HTTPStatus.BAD_REQUEST, str(error)))


def _on_http_exception(error: HTTPException) -> Response:
    response = cast(Response, error.get_response())  # keeps the headers: Allow, Location, Retry-After
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return response
    message = _message(error)
    if _wants_page():
        response.data = render_template("error.html", status=error.code, message=message)
        return response
    response.data = json.dumps(_shaped(ApiError(error.code, message)))
    response.content_type = "application/json"
    return response


def _wants_page() -> bool:
    accepted = request.accept_mimetypes
    is_page = request.method in ("GET", "HEAD") and not request.path.startswith("/v1/")
    return is_page and accepted.best_match(("application/json", "text/html")) == "text/html"


def _message(error: HTTPException) -> str:
    if isinstance(error, InternalServerError):
        return "The server made a mistake; it is noted in its log."
    if error.code == HTTPStatus.NOT_FOUND:
        return "There is nothing at this address."
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        return f"{request.method} is not allowed here; allowed: {allowed}."
    if error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return "The request is too large; send less at once."
    return error.description or error.name
