"""From token ids, one at a time, to pieces of text that never need to be taken back."""

from collections.abc import Callable, Sequence

_REPLACEMENT = "\ufffd"


class TextStream:
    """Turns a growing sequence of token ids into a growing text.

    Bytes of a character that no vocabulary piece covers come one token at a time: they are held back
    until the character is whole.

    Args:
        decode: token ids to text.
        is_byte: whether a token is a single byte.
    """

    def __init__(self, decode: Callable[[Sequence[int]], str], is_byte: Callable[[int], bool]):
        self._decode, self._is_byte = decode, is_byte
        self._token_ids: list[int] = []
        self._told = ""

    def push(self, token_id: int) -> str:
        """The text this token adds; empty while a character is incomplete."""
        self._token_ids.append(token_id)
        text = self._decode(self._token_ids)
        if self._is_byte(token_id) and text.endswith(_REPLACEMENT):
            return ""
        return self._tell(text)

    def finish(self) -> str:
        """What was held back, however broken."""
        return self._tell(self._decode(self._token_ids))

    def _tell(self, text: str) -> str:
        new, self._told = text[len(self._told) :], text
        return new
