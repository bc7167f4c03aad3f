"""Messages of people who may be in danger of harming themselves: nothing here is left to a model."""

from chatbot.reply import Reply
from chatbot.skills.skill import Request
from chatbot.symbols import CRISIS

# No number: they differ by country, and a wrong one does harm.
_TEXT = (
    "I'm so sorry that it is this hard for you. I'm only a program and can't help, but people can: please talk to "
    "somebody you trust or to a crisis line near you now, and call your local emergency services if you are in danger."
)


class Crisis:
    """Answers shortly and kindly, and points to people."""

    name = CRISIS

    def replies(self, request: Request) -> list[Reply]:
        """See `Skill`."""
        return [Reply(_TEXT, skill=self.name)]
