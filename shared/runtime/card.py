"""The model card that a training leaves in its bundle; knows no product."""

from collections.abc import Mapping
from typing import Any


def model_card(title: str, trained_by: str, manifest: Mapping[str, Any], held_out_loss: float) -> str:
    """What the model learned from, under which licences, and how well; for a person to go on with."""
    rows = "".join(f"- {data['name']}: {data['licence']}. {data['attribution']}\n" for data in manifest["data"])
    end = f"Held-out loss: {held_out_loss:.4f} nats a token.\n"
    return f"# {title}\n\nTrained with `{trained_by}` on:\n\n{rows}\n{end}"
