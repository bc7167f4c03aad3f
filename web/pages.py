"""The pages people see. They talk to the same APIs as any other client."""

from flask import Blueprint, render_template

from web.served import served

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def chat() -> str:
    """The chat page."""
    return _page("chat")


@blueprint.get("/translate")
def translate() -> str:
    """The same document with its translation view open: no conversation is lost between the two."""
    return _page("translate")


def _page(view: str) -> str:
    return render_template("page.html", view=view, limits=served().settings)
