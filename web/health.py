"""Whether the server is up."""

from flask import Blueprint

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> dict[str, str]:
    """Answers once the models do: the server asks both something before it listens to anybody."""
    return {"status": "ok"}
