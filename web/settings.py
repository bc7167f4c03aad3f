"""The limits of the web app, each default in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What one request may ask for.

    Args:
        max_body_bytes: of a request's body.
        max_characters: of all texts of one translation or detection, and of one chat message.
        max_phrases: of one translation; a line is a phrase.
        max_alternatives: further translations of a phrase.
        max_attention_characters: of a text whose attention is asked for.
        max_glossary_entries: of one translation.
        max_glossary_characters: of each side of an entry.
        max_messages: the last messages of a conversation that the bot is given; older ones are left out.
    """

    max_body_bytes: int = 1024 * 1024
    max_characters: int = 20_000
    max_phrases: int = 200
    max_alternatives: int = 10
    max_attention_characters: int = 500
    max_glossary_entries: int = 1000
    max_glossary_characters: int = 200
    max_messages: int = 20
