"""How people write when they are in no mood for spelling; knows no language."""

_FINAL_PUNCTUATION = ".!?…。！？ "


def carelessly(text: str) -> str:
    """The text without capitals and final punctuation; as it is if nothing else is left.

    Example: `"Where is Tom ?"` -> `"where is tom"`
    """
    return text.lower().rstrip(_FINAL_PUNCTUATION) or text
