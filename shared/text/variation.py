"""How people write when they are in no mood for spelling; knows no language."""

import re
import unicodedata

FINAL_PUNCTUATION = ".!?…。！？ "
_OPENING_PUNCTUATION = "¿¡"
# Of Latin letters; what looks like one of another script (a Japanese voicing mark) is another sound.
_ACCENTED = re.compile(r"([A-Za-z])[\u0300-\u036f]+")


def carelessly(text: str) -> str:
    """The text without capitals and the punctuation around it; as it is if nothing else is left.

    Example: `"Where is Tom ?"` -> `"where is tom"`, `"¿Dónde está?"` -> `"dónde está"`
    """
    return text.lower().lstrip(_OPENING_PUNCTUATION).rstrip(FINAL_PUNCTUATION) or text


def without_accents(text: str) -> str:
    """The text without accents and apostrophes, as typed on a keyboard that has none.

    Example: `"Où j'étais"` -> `"Ou jetais"`
    """
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", decomposed)).replace("'", "").replace("’", "")
