"""Translation inside the chat, by a translator that whoever starts the bot hands over."""

from collections.abc import Callable

from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import LANGUAGE, PHRASE, TRANSLATE

# From a phrase and the English name of a language to the translation; None if the language is not known.
Translate = Callable[[str, str], str | None]


class Translation:
    """Translates the phrase that the model found in what was said.

    Args:
        translate: None where nobody translates.
    """

    name = TRANSLATE

    def __init__(self, translate: Translate | None):
        self._translate = translate

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        phrase, language = request.frame.value(PHRASE), request.frame.value(LANGUAGE)
        return [Reply(self._answer(phrase, language), skill=self.name)]

    def _answer(self, phrase: str, language: str) -> str:
        if self._translate is None:
            return "I have no translator here."
        if not phrase:
            return "What would you like me to translate?"
        if not language:
            return f'Into which language shall I translate "{phrase}"?'
        translation = self._translate(phrase, language)
        if translation is None:
            return f"I don't know {language.title()}, sorry."
        return f'"{phrase}" in {language.title()}: {translation}'
