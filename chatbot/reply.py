"""What the bot says, and why; knows no model."""

from dataclasses import dataclass

from chatbot.symbols import CHAT


@dataclass(frozen=True)
class Reply:
    """One reply, or a candidate that was not chosen.

    Args:
        text: of the reply.
        score: by which it was chosen among the candidates.
        skill: which part of the bot answered.
        token_ids: of what the model said; none where code answered.
        source_ids: what the model was given; likewise.
    """

    text: str
    score: float = 0.0
    skill: str = CHAT
    token_ids: tuple[int, ...] = ()
    source_ids: tuple[int, ...] = ()
