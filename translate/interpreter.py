"""A translator for somebody who chats: a phrase and the English name of a language in, the translation out."""

from collections.abc import Callable
from functools import cache

from translate.language_names import language_code
from translate.translator import Translator

_ENGLISH = "en"


def interpreter(load: Callable[[], Translator]) -> Callable[[str, str], str | None]:
    """A function that translates; it gives None for a language that the translator does not know.

    Args:
        load: gives the translator when the first phrase comes.
    """
    loaded = cache(load)

    def translate(phrase: str, language: str) -> str | None:
        translator, target = loaded(), language_code(language)
        if target not in {to for _, to in translator.directions}:
            return None
        # Who chats in English says English phrases; few words tell too little to find that out.
        source = "auto" if target == _ENGLISH else _ENGLISH
        return translator.translate(phrase, source=source, target=target).text

    return translate
