"""JSON Lines: `{"turns": ["…", "…"]}` or `{"messages": [{"role": …, "content": "…"}]}`, a conversation a line."""

import json
from collections.abc import Iterator
from typing import IO

from chatbot.corpora.conversation import Conversation, usable_parts
from shared.text.lines import ReadReport, lines_of

NAME = "JSON Lines"


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return head.startswith("{")


def read(file: IO[bytes], name: str, report: ReadReport) -> Iterator[Conversation]:
    """The conversations of a file."""
    for number, line in lines_of(file, name, report):
        if line is None or not line.strip():
            continue
        place = f"{name}:{number}"
        turns = _turns(line)
        if turns is None:
            report.skip("malformed", place)
        else:
            yield from usable_parts(turns, place, report)


def _turns(line: str) -> list[str] | None:
    """The turns of a record, instructions to a system left out; None if it has none."""
    try:
        record = json.loads(line)
        if "messages" in record:
            turns = [m["content"] for m in record["messages"] if m["role"] != "system"]
        else:
            turns = record["turns"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    usable = isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)
    return list(turns) if usable else None
