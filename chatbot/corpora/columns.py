"""Which two columns of a table hold what was said and the reply, by the names in its header; knows no format."""

from collections.abc import Sequence

_SAID = ("question", "input", "user", "prompt", "query", "request", "message", "utterance", "context", "text")
_REPLIES = ("answer", "response", "reply", "bot", "assistant", "output", "completion")


def named_columns(row: Sequence[str]) -> tuple[int, int] | None:
    """The places of both columns, if the row is a header: it names one of each kind, whatever its capitals.

    Example: `["id", "Question", "Answer"]` -> `(1, 2)`; `["hello", "hi"]` -> None
    """
    names = [name.strip().casefold() for name in row]
    said = next((names.index(name) for name in _SAID if name in names), None)
    reply = next((names.index(name) for name in _REPLIES if name in names), None)
    return None if said is None or reply is None else (said, reply)
