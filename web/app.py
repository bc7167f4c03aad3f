"""The app factory: puts the blueprints together; every topic has a file of its own."""

from flask import Flask, Response

from chatbot import Chatbot
from translate import Translator
from web import chat_completions, errors, health, libretranslate, page_translation, pages
from web.served import Served, attach
from web.settings import Settings

# Nothing comes from elsewhere and nothing is inline: text that slipped through as markup could still not run.
_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def create_app(translator: Translator, chatbot: Chatbot, settings: Settings | None = None) -> Flask:
    """The WSGI app that serves these two models.

    Example:
        `create_app(translator, chatbot).test_client().get("/health").json` -> `{"status": "ok"}`
    """
    settings = settings or Settings()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body_bytes
    attach(app, Served(translator, chatbot, settings))
    for topic in (pages, page_translation, chat_completions, libretranslate, health):
        app.register_blueprint(topic.blueprint)
    errors.register(app)
    app.after_request(_secure)
    return app


def _secure(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    if response.mimetype in ("application/json", "text/event-stream"):
        response.headers["Cache-Control"] = "no-store"  # answers hold what somebody wrote
    return response
