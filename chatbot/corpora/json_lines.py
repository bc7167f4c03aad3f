"""JSON Lines, a conversation a line: `{"turns": […]}`, or `{"messages": […]}` as OpenAI has it.

A turn is a string, or `{"speaker": "…", "text": "…"}`; a `"replier"` beside the turns names the only speaker whose
turns may be learned as replies. A message is `{"role": "…", "content": "…"}`, whose content may be a list of parts. Of
messages only the assistant's may be learned as replies, and instructions are left out.
"""

import json
from collections.abc import Iterator
from typing import Any

from chatbot.corpora.conversation import Dialogue, Utterance, unnamed
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.records import spoken_turns
from shared.text.lines import ReadReport, lines_of

NAME = "JSON Lines"

_INSTRUCTING = ("system", "developer")
_SPEAKING = ("user", "assistant")
_ASSISTANT = "assistant"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return head.startswith("{") and ('"turns"' in head or '"messages"' in head)


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of a file."""
    for number, line in lines_of(file.content, file.name, report):
        if line is None or not line.strip():
            continue
        place = f"{file.name}:{number}"
        dialogue = _dialogue(line, place)
        if dialogue is None:
            report.skip("malformed", place)
        else:
            yield dialogue


def _dialogue(line: str, place: str) -> Dialogue | None:
    """The conversation of a line; None if it has none."""
    try:
        record = json.loads(line)
        if "messages" in record:
            said = [_message(message) for message in record["messages"] if message["role"] not in _INSTRUCTING]
            return Dialogue(said, place, replier=_ASSISTANT) if said else None
        turns = record["turns"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns):
        return unnamed(turns, place)
    said = spoken_turns(record, "turns", text="text", speaker="speaker")
    replier = record.get("replier", "")
    return Dialogue(said, place, replier=replier) if said and isinstance(replier, str) else None


def _message(message: dict[str, Any]) -> Utterance:
    """A message; what a tool is asked or answers is no turn, and what comes after it no reply to what came before."""
    content = message.get("content")
    if message["role"] not in _SPEAKING or content is None:
        return Utterance("", flaw="a tool's message")
    if isinstance(content, list):
        content = " ".join(part["text"] for part in content if part["type"] == "text")
    if not isinstance(content, str):
        raise TypeError(f"content must be a text, not {content!r}")
    return Utterance(content, message["role"])
