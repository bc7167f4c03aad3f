"""The control symbols of a chatbot's vocabulary: what typed text never becomes; knows no model."""

NEUTRAL = "neutral"
TONES = (NEUTRAL, "friendly", "professional", "witty", "caring", "enthusiastic")

USER, BOT = "user", "bot"

# What a reply is asked for, in the order in which they are told apart nowhere else: names of skills.
CHAT, SMALL_TALK, TELL, ASK = "chat", "small_talk", "tell", "ask"
TRANSLATE, ARITHMETIC, DATE, UNABLE, CRISIS = "translate", "arithmetic", "date", "unable", "crisis"
SKILLS = (CHAT, SMALL_TALK, TELL, ASK, TRANSLATE, ARITHMETIC, DATE, UNABLE, CRISIS)

# Kinds of facts that users tell about themselves.
FACTS = (
    *("name", "age", "birthday", "home", "origin", "job", "likes", "dislikes"),
    *("color", "food", "film", "music", "sport", "hobby", "pet", "pet_name"),
)
PHRASE, LANGUAGE = "phrase", "language"
SLOTS = (*FACTS, PHRASE, LANGUAGE)

# At the head of a source whose target says what was meant, not what is replied.
UNDERSTAND = "<understand>"
# Stands in texts for a value that is told or asked for; a private character, a piece of its own.
VALUE = "\ue001"


def tone_symbol(tone: str) -> str:
    """The control symbol at the head of a source that asks for a tone.

    Example: `tone_symbol("witty")` -> `"<witty>"`
    """
    return f"<{tone}>"


def speaker_symbol(speaker: str) -> str:
    """The control symbol before a turn.

    Example: `speaker_symbol("user")` -> `"<user>"`
    """
    return f"<{speaker}>"


def skill_symbol(skill: str) -> str:
    """The control symbol of a skill, told to the decoder or by it.

    Example: `skill_symbol("ask")` -> `"<skill:ask>"`
    """
    return f"<skill:{skill}>"


def slot_symbol(slot: str) -> str:
    """The control symbol of a slot, before its value.

    Example: `slot_symbol("age")` -> `"<slot:age>"`
    """
    return f"<slot:{slot}>"


CONTROL_SYMBOLS = (
    *map(tone_symbol, TONES),
    *map(speaker_symbol, (USER, BOT)),
    UNDERSTAND,
    *map(skill_symbol, SKILLS),
    *map(slot_symbol, SLOTS),
)
