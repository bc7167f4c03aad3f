"""The skills of a chatbot, each in a file of its own, by the name that the classifier calls it by.

A new skill is a file here, its name among `SKILLS` in `chatbot/symbols.py`, and what users say to it in
`phrasings/NAME.txt`, listed in `chatbot/learning/frames.py`.
"""

from collections.abc import Mapping

from chatbot.generation import Generator
from chatbot.skills.arithmetic import Arithmetic
from chatbot.skills.chat import Chat
from chatbot.skills.crisis import Crisis
from chatbot.skills.date import Date
from chatbot.skills.facts import Ask, Tell
from chatbot.skills.skill import Request, Skill
from chatbot.skills.small_talk import SmallTalk
from chatbot.skills.translation import Translate, Translation
from chatbot.skills.unable import Unable

__all__ = ["Request", "Skill", "Translate", "make_skills"]


def make_skills(generator: Generator, translate: Translate | None) -> Mapping[str, Skill]:
    """All of them.

    Args:
        generator: writes what the decoder says.
        translate: translates a phrase to a language by its English name; None where nobody can.
    """
    skills: tuple[Skill, ...] = (
        *(Chat(generator), SmallTalk(generator), Tell(generator), Ask(generator), Unable(generator)),
        *(Translation(translate), Arithmetic(), Date(), Crisis()),
    )
    return {skill.name: skill for skill in skills}
