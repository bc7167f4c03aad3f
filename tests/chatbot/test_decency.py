import codecs

import pytest

from chatbot.decency import is_decent
from chatbot.learning.phrasings import declined, facts


@pytest.mark.parametrize(
    "text",
    [
        *("", "Nice shot!", "What the hell, damn it.", "idiot", "Pakistan", "Dickens", "cocktail", "assess", "Essex"),
        *("Scunthorpe", "grape", "a therapist", "shiitake", "shitake", "a pedometer", "a Negroni", "fire retardant"),
        *("niggardly", "a Wankel engine", "Montenegro", "raccoon", "document", "Homo sapiens", "summa cum laude"),
        *("My name is Dick.", "Moby Dick", "Dick Van Dyke", "a Maine Coon", "pussycat", "blue tits", "spic and span"),
        *(
            "I beat you at chess",
            "I will beat you at chess!",
            "I'll beat you to it",
            "Can I beat you?",
            "Did he hurt you?",
        ),
        *("I'd never hurt you.", "I didn't want to hurt your feelings", "Don't burn yourself!", "beat yourself up"),
        *("you'll burn calories", "you'll die laughing", "you will suffer from jet lag", "I hope you don't die"),
        *("shoot you an email", "drown your sorrows", "it destroyed your phone", "hang your coat there"),
    ],
)
def test_decent(text):
    assert is_decent(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I'll kill you!",
            "I am going to murder you",
            "i wanna kill u",
            "KILL YOURSELF",
            "go hang yourself",
            "go die",
        ),
        *("I'll beat you up", "I will hurt you.", "We'll burn you", "I'm going to stab you", "I want to shoot you"),
        *(
            "I hope you die",
            "I want you to suffer",
            "You will die!",
            "you’ll die",
            "you're gonna bleed",
            "you should die",
        ),
        *("I hope that you get hurt", "You will burn in hell", "you deserve to die", "killing your family"),
    ],
)
def test_threats(text):
    assert not is_decent(text)
    assert not is_decent(f"Well, {text.lower()} And that is it.")


# Turned by thirteen letters, as in the module.
@pytest.mark.parametrize(
    "word",
    [
        "shpx",
        "shpxvat",
        "ohyyfuvg",
        "ovgpurf",
        "qvpx",
        "pbpx",
        "nffubyr",
        "avttre",
        "ergneqrq",
        "crqbcuvyr",
        "jnaxref",
        "xlf",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "you {}!", "{}, what?", "a-{}"])
def test_abuse(word, frame):
    text = frame.format(codecs.decode(word, "rot13"))
    assert not is_decent(text)
    assert not is_decent(text.upper())
    assert is_decent(frame.format(f"x{codecs.decode(word, 'rot13')}x"))


def test_nothing_indecent_is_learned_as_a_reply():
    by_tone = [by for fact in facts().values() for by in (fact.acknowledge, fact.answer, fact.unknown)] + [declined()]
    replies = [reply for by in by_tone for texts in by.values() for reply in texts]
    assert len(replies) > 1000
    assert [reply for reply in replies if not is_decent(reply)] == []
    assert [value for fact in facts().values() for value in fact.values if not is_decent(value)] == []
