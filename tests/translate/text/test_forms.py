import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text.normalize import normalize
from translate.text.forms import form, with_end_of, without_end, without_full_stop
from translate.text.slots import SLOTS, without_marks

LANGUAGES = ("en", "fr", "de", "es", "nl", "sv", "pl", "tr", "ja", "zh")
LANGUAGE = st.sampled_from(LANGUAGES)
STOPS = {"ja": "。", "zh": "。"}
MARKS = st.sampled_from("aAbBiIİıßé .!?…。！？．¿¡🎉👩\u200d❤️日本は貓0129$€@#:/,'\ud800\u0301")
TEXTS = st.text(st.one_of(MARKS, st.characters()), max_size=20)
FIRST = SLOTS[0]


def typed(text):
    """As `form` is given it."""
    return normalize(without_marks(text))


@given(text=TEXTS.map(typed).filter(lambda text: text[-1:].isalpha()), said=TEXTS, source=LANGUAGE, target=LANGUAGE)
def test_a_final_full_stop_changes_nothing_but_itself(text, said, source, target):
    without, with_stop = form(text, source), form(text + STOPS.get(source, "."), source)
    assert without.text == with_stop.text
    plain = without.restored(said, target)
    assert with_stop.restored(said, target) in (plain, plain + STOPS.get(target, "."))


@given(text=TEXTS, said=TEXTS, source=LANGUAGE, target=LANGUAGE, all_numbers=st.booleans())
def test_any_text_has_a_form_and_is_restored(text, said, source, target, all_numbers):
    for one in (text, typed(text)):
        if source == "zh" and one != typed(one):
            continue  # the conversion of characters takes what is normalized only
        found = form(one, source, (), all_numbers)
        assert found.carried == one
        assert bool(found.text) == any(character.isalpha() for character in found.text)
        assert set(found.slots) == set(SLOTS) & set(found.text)
        assert isinstance(found.restored(said, target), str)
        assert isinstance(found.as_given(said), str)


@given(text=st.text(max_size=20).map(typed), language=st.sampled_from(("en", "fr", "pl")))
def test_without_a_change_of_capitals_or_marks_the_text_comes_back(text, language):
    found = form(text, language)
    same_letters = found.text and found.text in text  # an apostrophe may be another
    if same_letters and not found.shouted and not found.end:
        assert found.restored(found.text, "en") == text


@pytest.mark.parametrize(
    ("language", "text", "for_the_model"),
    [
        ("en", "Help me.", "Help me"),
        ("en", "help me", "help me"),
        ("en", "Help me!", "Help me!"),
        ("en", "Help me!!!", "Help me!"),
        ("en", "HELP ME!!", "Help me!"),
        ("en", "help me...", "help me"),
        ("en", "help me…", "help me"),
        ("en", "Really ?", "Really?"),
        ("en", "I am tired,", "I am tired"),
        ("en", "Look:", "Look"),
        ("en", "I’m tired", "I'm tired"),
        ("en", '- "I am here."', "I am here"),
        ("en", "(Is she here?)", "Is she here?"),
        ("en", "really?!", "really?"),
        ("en", "really!?!", "really?"),
        ("en", "OK", "OK"),
        ("en", "I'M", "I'M"),
        ("en", "I AM", "I am"),
        ("en", "STOP", "Stop"),
        ("en", "UK 2024", f"UK {FIRST}"),
        ("en", "TV 5?", "TV 5?"),
        ("en", "Call NASA", "Call NASA"),
        ("de", "STRASSE FREI", "Strasse frei"),
        ("tr", "IŞIK İYİ!", "Işık iyi!"),
        ("tr", "İYİ IŞIK", "İyi ışık"),
        ("zh", "你好。", "你好"),
        ("zh", "你好吗?", "你好吗？"),
        ("zh", "貓在哪裡？？", "猫在哪里？"),
        ("zh", "他是CEO。", "他是CEO"),
        ("ja", "行こう!!", "行こう！"),
        ("ja", "DVDを買った", "DVDを買った"),
        ("en", "🎉 Hi there! 🎊", "Hi there!"),
        ("en", "🎉 🎊 Hi there 🎉 👩‍👧", "Hi there"),
        ("en", "I ❤️ you", f"I {FIRST} you"),
        ("en", "Mail a@b.org!!", f"Mail {FIRST}!"),
    ],
)
def test_what_the_model_is_given(language, text, for_the_model):
    assert form(text, language).text == for_the_model


@pytest.mark.parametrize(
    ("text", "source", "said", "target", "expected"),
    [
        ("Help me.", "en", "Aide-moi", "fr", "Aide-moi."),
        ("Help me.", "en", "Aide-moi.", "fr", "Aide-moi."),
        ("help me", "en", "Aide-moi.", "fr", "Aide-moi"),
        ("help me", "en", "Aide-moi !", "fr", "Aide-moi"),
        ("Help me!", "en", "Aide-moi", "fr", "Aide-moi !"),
        ("Help me!", "en", "Aide-moi !", "fr", "Aide-moi !"),
        ("Help me!", "en", "Hilf mir", "de", "Hilf mir!"),
        ("Help me!!", "en", "Aide-moi !", "fr", "Aide-moi !!"),
        ("Help me!!", "en", "Hilf mir!", "de", "Hilf mir!!"),
        ("Help me...", "en", "Aide-moi", "fr", "Aide-moi..."),
        ("Help me…", "en", "Aide-moi", "fr", "Aide-moi…"),
        ("HELP ME!!", "en", "Aide-moi !", "fr", "AIDE-MOI !!"),
        ("HELP ME", "en", "içeri gel", "tr", "İÇERİ GEL"),
        ("HELP ME", "en", "ışık", "tr", "IŞIK"),
        ("HELP ME", "en", "救我", "zh", "救我"),
        # Questions: as typed, or as the model found one.
        ("Really?", "en", "Vraiment ?", "fr", "Vraiment ?"),
        ("Really?", "en", "Vraiment", "fr", "Vraiment ?"),
        ("Really?!", "en", "Vraiment ?", "fr", "Vraiment ?!"),
        ("Really?", "en", "Wirklich", "de", "Wirklich?"),
        ("where are you", "en", "Où es-tu ?", "fr", "Où es-tu ?"),
        ("where are you.", "en", "Wo bist du?", "de", "Wo bist du?"),
        # Wide marks in Chinese and Japanese, and there only.
        ("Help me.", "en", "救我", "zh", "救我。"),
        ("Help me!", "en", "救我", "zh", "救我！"),
        ("Help me!!", "en", "救我！", "zh", "救我！！"),
        ("Really?!", "en", "本当", "ja", "本当？！"),
        ("Really?", "en", "本当", "ja", "本当？"),
        ("Wait...", "en", "待って", "ja", "待って..."),
        ("救我。", "zh", "Help me", "en", "Help me."),
        ("救我！！", "zh", "Help me", "en", "Help me!!"),
        ("真的？！", "zh", "Vraiment", "fr", "Vraiment ?!"),
        ("真的？", "zh", "本当", "ja", "本当？"),
        ("等等。。。", "zh", "Wait", "en", "Wait..."),
        # The last dot of an abbreviation is none of a sentence.
        ("at 3 in the afternoon", "en", "a las 3 p.m", "es", "a las 3 p.m."),
        ("At 3 in the afternoon.", "en", "A las 3 p.m", "es", "A las 3 p.m."),
        ("At 3 in the afternoon?", "en", "¿A las 3 p.m?", "es", "¿A las 3 p.m.?"),
        ("at 3 p.m", "en", "a las 3 p.m", "es", "a las 3 p.m"),
        # Commas and colons are kept, and what stands around.
        ("Dear Anna,", "en", "Chère Anna", "fr", "Chère Anna,"),
        ("Dear Anna,", "en", "亲爱的安娜", "zh", "亲爱的安娜，"),
        ("Look:", "en", "Regarde", "fr", "Regarde :"),
        ("Look:", "en", "Schau!", "de", "Schau:"),
        ("看：", "zh", "Look", "en", "Look:"),
        ('- "Help me!" 🎉', "en", "Aide-moi !", "fr", '- "Aide-moi !" 🎉'),
        ("(Help me.)", "en", "救我", "zh", "(救我。)"),
        ("(Where are you?)", "en", "Dónde estás", "es", "(¿Dónde estás?)"),
        # Spanish opens what it closes.
        ("Where are you?", "en", "¿Dónde estás?", "es", "¿Dónde estás?"),
        ("Where are you?", "en", "Dónde estás", "es", "¿Dónde estás?"),
        ("你在哪里？？", "zh", "Dónde estás", "es", "¿Dónde estás??"),
        ("hello", "en", "¡Hola!", "es", "Hola"),
        ("Hello.", "en", "¡Hola!", "es", "Hola."),
        ("Hello!", "en", "¡Hola!", "es", "¡Hola!"),
        ("Hello!", "en", "Hola", "es", "¡Hola!"),
        ("Hello!!", "en", "Hola", "es", "¡Hola!!"),
        ("Come, hello!", "en", "Ven, ¡hola!", "es", "Ven, ¡hola!"),
        ("well, come here", "en", "¡Oye! Ven, ¡ven!", "es", "¡Oye! Ven, ven"),
        ("hello how are you", "en", "Hola, ¿qué tal?", "es", "Hola, ¿qué tal?"),
        # What stands around it.
        ("🎉 Hi there! 🎊", "en", "Salut !", "fr", "🎉 Salut ! 🎊"),
        ("🎉🎉Hi", "en", "Salut", "fr", "🎉🎉Salut"),
        ("I ❤️ you!", "en", f"Je t'{FIRST}", "fr", "Je t'❤️ !"),
        ("ASK a@b.org", "en", f"Demande à {FIRST}", "fr", "Demande à a@b.org"),
        ("MAIL US A@b.org!", "en", f"Écris-nous à {FIRST}", "fr", "ÉCRIS-NOUS À A@b.org !"),
    ],
)  # fmt: skip
def test_a_translation_is_one_of_what_was_typed(text, source, said, target, expected):
    assert form(text, source).restored(said, target) == expected


@pytest.mark.parametrize(
    "text", ["", "!", "?!", "...", "12", "3.50 €", "🎉", "🎉 🎊!", "a@b.org", "https://a.org/b", "#tag", "2024-05-01?"]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_nothing_is_to_be_translated_the_text_is_carried(text, language):
    found = form(text, language)
    assert (found.text, found.carried) == ("", text)


def test_what_is_carried_has_the_terms_of_the_glossary():
    found = form("Tom 🎉", "en", [(0, 3, "Thomas")])
    assert (found.text, found.carried) == ("", "Thomas 🎉")


def test_terms_and_numbers_become_slots():
    found = form("Tom has 3 of 1000!", "en", [(0, 3, "Thomas")], all_numbers=True)
    assert found.text == "{} has {} of {}!".format(*SLOTS)
    assert found.restored("{} a {} de {} !".format(*SLOTS), "fr") == "Thomas a 3 de 1000 !"
    assert form("Tom has 3 of 1000!", "en", slots=()).text == "Tom has 3 of 1000!"


def test_only_what_is_in_the_text_for_the_model_must_come_in_its_translation():
    assert form("🎉 Hello at 10:30", "en").slots == {SLOTS[1]: "10:30"}
    assert form("🎉 Hello", "en").slots == {}


def test_the_beginning_of_a_translation_is_given_as_the_model_writes_it():
    found = form("🎉 Mail a@b.org or call 1000 or 100", "en")
    slots = [slot for slot in SLOTS if slot in found.slots]
    assert len(slots) == 3
    assert found.as_given("🎉 Appelle 1000 ou 100 ou a@b.org") == "Appelle {1} ou {2} ou {0}".format(*slots)
    assert found.as_given("Appelle") == "Appelle"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Here I am.", "Here I am"), ("我在这里。", "我在这里"), ("Wait...", "Wait"), ("Wait…", "Wait"), ("Why?", "Why?"),
     ("No!", "No!"), ("Why?.", "Why?"), ("...", "..."), ("", ""), ("U.S.A.", "U.S.A")],
)  # fmt: skip
def test_full_stops_say_nothing(text, expected):
    assert without_full_stop(text) == expected


@pytest.mark.parametrize(
    "text", ["Here I am.", "Here I am", "Why?", "No!", "Mr. Smith is here.", 'He said "No."', "Hm…"]
)
def test_what_is_learned_and_what_is_translated_look_alike(text):
    assert form(text, "en").text == without_full_stop(text)


@pytest.mark.parametrize(
    ("typed_text", "translation", "language", "expected"),
    [
        ("How are you?", "Ça va", "fr", "Ça va ?"),
        ("How are you?", "Ça va !", "fr", "Ça va !"),
        ("How are you", "Ça va", "fr", "Ça va"),
        ("How are you?", "Qué tal", "es", "¿Qué tal?"),
        ("Cat.", "猫", "ja", "猫。"),
    ],
)
def test_what_others_have_translated_gets_the_end_of_what_was_typed(typed_text, translation, language, expected):
    assert with_end_of(typed_text, translation, language) == expected
    assert with_end_of(without_end(typed_text), translation, language) == translation


@pytest.mark.parametrize("said", ["J'ai faim.", "J'ai faim"])
def test_a_beginning_that_ends_in_a_full_stop_is_given_as_the_model_writes_it(said):
    assert form("I am hungry.", "en").as_given(said) == "J'ai faim"


@pytest.mark.parametrize(
    ("typed_text", "said", "target", "expected"),
    [
        ("how old is she?", "quel âge a-t-elle?", "fr", "quel âge a-t-elle ?"),
        ("how old is she?", "quel âge  a-t-elle  ?", "fr", "quel âge a-t-elle ?"),
        ("i am hungry", "j’ai faim", "fr", "j'ai faim"),
        ("who is it?", "是谁?", "zh", "是谁？"),
        ("really", "vraiment?", "fr", "vraiment ?"),
        ("tired", "fatigu\ufffd\ufffd ici", "fr", "fatigu ici"),
        ("stop!", "arrête!", "fr", "arrête !"),
    ],
)
def test_what_is_said_the_same_is_written_the_same(typed_text, said, target, expected):
    assert form(typed_text, "en").restored(said, target) == expected
