"""Accents put back; what they should be is written by hand."""

import pytest

from shared.text.corpora import Pair
from translate.text.accents import Accents, accented_words

WORDS = {
    "de": "für möchte müde schön straße tschüss tür über",
    "fr": "clé déjà hôtel oublié très",
    "es": "adiós médico teléfono",
    "tr": "çok ısı teşekkürler",
    "pl": "dziękuję łóżko",
}


@pytest.mark.parametrize(
    ("typed", "language", "restored"),
    [
        ("ich bin muede", "de", "ich bin müde"),
        ("Ich moechte die Tuer", "de", "Ich möchte die Tür"),
        ("Schoen, ueber die Strasse!", "de", "Schön, über die Straße!"),
        ("j ai tres faim", "fr", "j'ai très faim"),
        ("l hotel", "fr", "l'hôtel"),
        ("d'hotel", "fr", "d'hôtel"),
        ("qu il t aime", "fr", "qu'il t'aime"),
        ("le plan c est bon", "fr", "le plan c'est bon"),
        ("J ai l œil jusqu au soir", "fr", "J'ai l'œil jusqu'au soir"),
        ("Aujourd hui il n a rien", "fr", "Aujourd'hui il n'a rien"),
        ("Isi cok", "tr", "Isı çok"),
        ("¡Adios, medico!", "es", "¡Adiós, médico!"),
        ("cok tesekkurler, isi", "tr", "çok teşekkürler, ısı"),
        ("dziekuje, lozko", "pl", "dziękuję, łóżko"),
    ],
)
def test_words_get_the_accents_they_are_never_without(typed, language, restored):
    assert Accents(WORDS).restored(typed, language) == restored


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Où est tres ?", "fr"),  # typed on a keyboard that has accents
        ("Señor Adios", "es"),
        ("le docteur Tres", "fr"),  # a name
        ("Medico1 adios_ x2", "es"),
        ("schon uber", "de"),  # Germans spell it out
        ("muede", "en"),
        ("muede", "xx"),
        ("il y a un", "fr"),
        ("vitamine c et d", "fr"),
        ("il fait 2 m et demi ou 3 l environ", "fr"),
        ("la vitamine D est bonne", "fr"),
        ("", "de"),
    ],
)
def test_what_stays_as_it_is(text, language):
    assert Accents(WORDS).restored(text, language) == text


def test_without_a_list_nothing_changes():
    assert Accents({}).restored("ich bin muede", "de") == "ich bin muede"


def test_the_words_that_hardly_ever_stand_without_their_accents():
    sentences = [
        *[("It is very late.", "Il est très tard."), ("Where is it?", "Où est-ce ?"), ("He or she", "lui ou elle")] * 3,
        *[("At the hotel", "À l'hôtel"), ("He has it.", "Il l'a.")] * 3,
        ("Summer", "L'été"),  # too seldom
    ]
    found = accented_words(("en", "fr", Pair(*sides)) for sides in sentences)
    assert {language: words.split() for language, words in found.items()} == {"fr": ["hôtel", "très"]}


def test_one_mistake_among_many_is_none():
    right, wrong = ("Very good", "Très bien"), ("Very bad", "Tres mal")
    for times, expected in ((30, "très"), (10, "")):
        found = accented_words(("en", "fr", Pair(*sides)) for sides in [right] * times + [wrong])
        assert found == {"fr": expected}


@pytest.mark.parametrize(("times", "expected"), [(199, ""), (200, "así presentó")])
def test_a_last_letter_may_make_another_form(times, expected):
    pairs = [("en", "es", Pair("So he introduced", "Así presentó"))] * times
    assert accented_words(pairs) == {"es": expected}


def test_of_two_words_that_are_typed_alike_the_commoner_one():
    sentences = [("A bed", "Łóżko")] * 3 + [("Two beds", "Łóżkó")] * 4
    found = accented_words(("en", "pl", Pair(*sides)) for sides in sentences)
    assert Accents(found).restored("lozko", "pl") == "łóżkó"


def test_turkish_has_two_letters_i():
    pairs = [("en", "tr", Pair("English is hot.", "İngilizce ISI"))] * 3
    assert accented_words(pairs) == {"tr": "ısı"}


def test_other_scripts_and_english_have_none():
    pairs = [("en", "ja", Pair("A café", "だいがく"))] * 5
    assert accented_words(pairs) == {}
