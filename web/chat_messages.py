"""The messages of a chat request, as the turns a bot knows."""

from collections.abc import Mapping
from typing import Any

from chatbot import Turn
from shared.text.normalize import normalize
from web import fields
from web.settings import Settings

# A bot that learned to talk from conversations cannot follow instructions: they are left out, not refused,
# since most clients send some.
_INSTRUCTIONS = ("system", "developer")
_SPEAKERS = {"user": "user", "assistant": "bot"}


def read_messages(body: Mapping[str, Any], settings: Settings) -> tuple[tuple[Turn, ...], str]:
    """The turns so far and the user's last message.

    Raises:
        ApiError: 400 naming the message at fault.
    """
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        fields.refuse("messages", "must be a list with at least one message")
    turns = [_turn(f"messages[{index}]", message, settings) for index, message in enumerate(messages)]
    last = turns.pop()
    if last is None or last.speaker != "user":
        fields.refuse(f"messages[{len(messages) - 1}].role", "must be user: the bot answers the last message")
    if not normalize(last.text):
        fields.refuse(f"messages[{len(messages) - 1}].content", "must not be blank")
    history = tuple(turn for turn in turns if turn and normalize(turn.text))
    return history[-settings.max_messages :], last.text


def _turn(where: str, message: object, settings: Settings) -> Turn | None:
    """One message as a turn; None for an instruction."""
    if not isinstance(message, dict):
        fields.refuse(where, "must be an object with role and content")
    role = message.get("role")
    text = _content(f"{where}.content", message.get("content"))
    if len(text) > settings.max_characters:
        fields.refuse(f"{where}.content", f"has over {settings.max_characters} characters")
    if role in _INSTRUCTIONS:
        return None
    if not isinstance(role, str) or role not in _SPEAKERS:
        fields.refuse(f"{where}.role", f"must be one of {', '.join((*_SPEAKERS, *_INSTRUCTIONS))}")
    return Turn(speaker=_SPEAKERS[role], text=text)


def _content(where: str, content: object) -> str:
    """A message's text: a string, or a list of text parts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        fields.refuse(where, "must be a string or a list of text parts")
    texts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
    if len(texts) < len(content) or not all(isinstance(text, str) for text in texts):
        fields.refuse(where, 'may only have parts of the form {"type": "text", "text": "..."}')
    return "\n".join(map(str, texts))
