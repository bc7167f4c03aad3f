"""The one normalisation every text goes through before it meets a vocabulary; knows no language."""

import re
import unicodedata

# SentencePiece writes a space as U+2581; typed by a user it would come back as a space.
_SPACE_MARK = "\u2581"
_INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # controls, white space among them excepted
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # soft hyphen, zero width, direction marks
    "\ud800-\udfff"  # lone surrogates: SentencePiece raises on them
    "]"
)


def normalize(text: str) -> str:
    r"""Compose characters (NFC), drop invisible controls, fold white space.

    Example: `" Cafe\u0301\t ok "` -> `"Café ok"`
    """
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(composed.replace(_SPACE_MARK, " ").split())
