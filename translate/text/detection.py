"""Which language a text is in, by py3langid (Lui and Baldwin 2011), restricted to those a model knows; may abstain."""

import unicodedata
from collections.abc import Collection
from functools import cached_property
from typing import Any

UNDETERMINED = "und"

# How Unicode names the letters of the languages that the shipped models know.
_WRITTEN_IN = {"ja": ("CJK", "HIRAGANA", "KATAKANA"), "zh": ("CJK",)} | dict.fromkeys(
    ("en", "fr", "de", "es", "nl", "sv", "pl", "tr"), ("LATIN",)
)
# Below this probability a guess would be wrong too often.
_TOLD = 0.6


class Detector:
    """Tells languages apart.

    Args:
        languages: the codes to choose from.
    """

    def __init__(self, languages: Collection[str]):
        self.languages = list(dict.fromkeys(languages))

    def reads(self, text: str) -> bool:
        """Whether half of the letters are of a script that one of the languages is written in, as far as is known."""
        letters = [character for character in text if character.isalpha()]
        if not all(code in _WRITTEN_IN for code in self.languages):
            return True
        scripts = tuple({script for code in self.languages for script in _WRITTEN_IN[code]})
        read = sum(unicodedata.name(letter, "").startswith(scripts) for letter in letters)
        return 2 * read >= len(letters)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """All languages with their probabilities, the likeliest first; all the same for a text without letters."""
        if not any(character.isalpha() for character in text):
            return [(code, 1 / len(self.languages)) for code in self.languages]
        # Capitals alone would look like no language at all.
        written = text.lower() if text.isupper() else text
        ranked = [(code, float(share)) for code, share in self._identifier.rank(written) if code in self.languages]
        return ranked + [(code, 0.0) for code in self.languages if code not in dict(ranked)]

    def told(self, text: str) -> list[tuple[str, float]]:
        """The same, with `und` before them where the text is too short, too mixed or too foreign to tell.

        Its probability is that with which the likeliest one would be wrong.
        """
        ranked = self.rank(text)
        share = ranked[0][1] if self.reads(text) else 0.0
        return ranked if share >= _TOLD else [(UNDETERMINED, 1 - share), *ranked]

    def detect(self, text: str) -> str:
        """The language of a text, or `und` where it cannot be told."""
        return self.told(text)[0][0]

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        known = set(self.languages) & set(identifier.labels)
        if known:
            identifier.set_languages(sorted(known))
        return identifier
