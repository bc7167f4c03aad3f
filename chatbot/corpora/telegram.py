"""Telegram Desktop's export (`result.json`): one chat, or all chats of an account; read as a stream."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chatbot.corpora.conversation import Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.json_stream import ELEMENT, values
from chatbot.corpora.messages import Message, dialogues_of
from shared.text.lines import ReadReport

NAME = "Telegram export (result.json)"

_CHAT = re.compile(
    r'"type"\s*:\s*"(?:saved_messages|(?:personal|bot)_chat|(?:private|public)_(?:group|supergroup|channel))"'
)
_ACCOUNT = re.compile(r'\A\{\s*"about"\s*:|\A\{\s*"chats"\s*:\s*\{')
_CHATS = ((), ("chats", "list", ELEMENT), ("left_chats", "list", ELEMENT))
_IDS = frozenset((*chat, "id") for chat in _CHATS)
_MESSAGES = frozenset((*chat, "messages", ELEMENT) for chat in _CHATS)
# What the export says of a message where it is somebody else's.
_FORWARDED = ("forwarded_from", "forwarded_from_id")


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return head.startswith("{") and bool(_CHAT.search(head) or _ACCOUNT.search(head))


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The dialogues of all chats."""
    return dialogues_of(_messages(file, report))


def _messages(file: CorpusFile, report: ReadReport) -> Iterator[Message]:
    chat = 0
    for place, value in values(file, (_IDS | _MESSAGES).__contains__):
        if place in _IDS:
            chat += 1
            continue
        where = f"{file.name}, message {value.get('id', '?') if isinstance(value, dict) else '?'}"
        reason = _unwanted(value)
        if reason:
            report.skip(reason, where)
        else:
            speaker = value.get("from") or value.get("from_id") or ""
            yield Message(str(speaker), _text(value["text"]), _seconds(value.get("date")), where, chat)


def _unwanted(message: Any) -> str:
    """Why a message says nothing of its own; empty if it does."""
    if not isinstance(message, dict):
        return "malformed"
    if message.get("type") == "service":
        return "a service message"
    if any(key in message for key in _FORWARDED):
        return "a forwarded message"
    return "" if _text(message.get("text")).strip() else "a message without text"


def _text(text: Any) -> str:
    """The text of a message, which is a string, or a list of strings and of marked-up parts.

    Example: `["see ", {"type": "bold", "text": "this"}]` -> `"see this"`
    """
    parts = text if isinstance(text, list) else [text]
    written = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(part for part in written if isinstance(part, str))


def _seconds(date: Any) -> float | None:
    try:
        return (datetime.fromisoformat(date).replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()
    except (TypeError, ValueError):
        return None
