"""The answer objects of the OpenAI chat format: a whole completion, or the events of a streamed one.

Knows neither bot nor request. A token of `usage` is a word here, which a client can count as well.
"""

import re
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask import json

_WORD = re.compile(r"\S+")


def count_words(text: str) -> int:
    """The words of a text.

    Example: `"how are you?"` -> `3`
    """
    return len(_WORD.findall(text))


class Reply:
    """The pieces of a reply up to a number of words; once they are read, also the text and why it ended."""

    def __init__(self, pieces: Iterable[str], max_words: int) -> None:
        self.text = ""
        self.finish_reason = "stop"
        self._pieces = pieces
        self._max_words = max_words

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            seen, text = len(self.text), self.text + piece
            ends = [word.end() for word in _WORD.finditer(text)]
            if len(ends) > self._max_words:
                self.finish_reason = "length"
                text = text[: max(seen, ends[self._max_words - 1])]
            self.text = text
            if text[seen:]:
                yield text[seen:]
            if self.finish_reason == "length":
                return


@dataclass(frozen=True)
class Completion:
    """What all parts of one answer have in common.

    Args:
        model: the name the client asked for.
        prompt_words: words of the messages that the bot was given.
        with_usage: whether a stream tells the usage before it ends.
    """

    model: str
    prompt_words: int
    with_usage: bool = False
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, reply: Reply) -> dict[str, object]:
        """The completion object, with the whole reply."""
        message = {"role": "assistant", "content": "".join(reply), "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}
        return self._object("chat.completion", [choice], self._usage(reply))

    def events(self, reply: Reply) -> Iterator[str]:
        """The server-sent events of a stream, a chunk each; the caller ends it with `DONE`."""
        yield self._chunk({"role": "assistant", "content": ""})
        for piece in reply:
            yield self._chunk({"content": piece})
        yield self._chunk({}, reply.finish_reason)
        if self.with_usage:
            yield event(self._object("chat.completion.chunk", [], self._usage(reply)))

    def _chunk(self, delta: dict[str, str], finish_reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return event(self._object("chat.completion.chunk", [choice], None))

    def _object(self, kind: str, choices: list[object], usage: dict[str, int] | None) -> dict[str, object]:
        parts = {"id": self.id, "object": kind, "created": self.created, "model": self.model}
        return parts | {"choices": choices} | ({"usage": usage} if usage or self.with_usage else {})

    def _usage(self, reply: Reply) -> dict[str, int]:
        words = count_words(reply.text)
        return {
            "prompt_tokens": self.prompt_words,
            "completion_tokens": words,
            "total_tokens": self.prompt_words + words,
        }


def event(data: object) -> str:
    """One server-sent event."""
    return f"data: {json.dumps(data)}\n\n"


DONE = "data: [DONE]\n\n"
