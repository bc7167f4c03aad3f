"""The pages people see. They talk to the same APIs as any other client."""

from flask import Blueprint, render_template

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def chat() -> str:
    """The chat page."""
    return render_template("page.html", view="chat")


@blueprint.get("/translate")
def translate() -> str:
    """The same document with its translation view open: no conversation is lost between the two."""
    return render_template("page.html", view="translate")
