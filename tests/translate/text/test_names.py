import pytest

from shared.text.corpora import Pair
from translate.text.names import capitalized_in, names_in, translated_names, words_like_names


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Where is Anna's dog?", "en", ["Anna"]),
        ("Anna met Jean-Paul, Zoé and Ödön.", "en", ["Jean-Paul", "Zoé", "Ödön"]),
        ("Bonsoir, Léa !", "fr", ["Léa"]),
        ("Tom'un Ankara'da evi var.", "tr", ["Ankara"]),
        ("HELP ME NOW", "en", []),
        ("I think I am a TV", "en", ["TV"]),
        ("NASA met BA117 and C3PO.", "en", ["NASA", "BA117", "C3PO"]),
        ("Ich arbeite bei IBM in Berlin.", "de", ["IBM"]),
        ("我在NASA工作", "zh", ["NASA"]),
        ("He left. Then he came.", "en", []),  # a sentence begins
        ("Wo ist der Hund von Anna?", "de", []),  # every noun has a capital
        ("我爱 Anna", "zh", []),
        ("", "en", []),
    ],
)
def test_names_stand_within_a_sentence(text, language, found):
    assert [text[start:end] for start, end in names_in(text, language)] == found


def test_words_that_the_other_side_has_not_are_no_names():
    sentences = [
        ("She met Anna on Monday.", "Elle a vu Anna lundi."),
        ("I like Anna and Moscow.", "J'aime Anna et Moscou."),
        ("He is in Lima now.", "Il est à Lima."),
        ("He is in Lima.", "Il est au Pérou."),  # one of two is kept: a name
        ("The French know Lima.", "Les gens connaissent la Bretagne."),
    ]
    found = translated_names(("en", "fr", Pair(*sides)) for sides in sentences)
    assert found == {"en": {"Monday", "Moscow", "French", "Lima"}, "fr": {"Moscou", "Pérou", "Bretagne"}}
    assert "Lima" not in translated_names(("en", "fr", Pair(*sides)) for sides in sentences[:4])["en"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna hat einen Hund.", ["Anna", "Hund"]),
        ("Jean-Paul est là, Zoé aussi.", ["Jean-Paul", "Zoé"]),
        ("I saw IBM and A.", []),
        ("我爱 Anna", ["Anna"]),
        ("", []),
    ],
)
def test_words_with_a_capital_wherever_they_stand(text, found):
    assert [text[start:end] for start, end in capitalized_in(text)] == found


def test_known_names_that_are_words_too():
    sentences = [
        ("Peter is ill.", "Peter ist krank."),
        ("Will you go?", "Wirst du gehen?"),
        ("I will go.", "Ich gehe."),
        ("Hope dies last.", "Die Hoffnung stirbt zuletzt."),
        ("We hope so.", "Wir hoffen es."),
        ("The miller is ill.", "Der Müller ist krank."),
        ("I know Mr Müller.", "Ich kenne Herrn Müller."),
        ("I saw Wolf.", "Ich habe Wolf gesehen."),
        *[("A wolf came.", "Ein Wolf kam."), ("I saw a wolf.", "Ich sah einen Wolf.")] * 2,
    ]
    names = {"Peter", "Will", "Hope", "Müller", "Wolf", "Anna"}
    found = words_like_names((("en", "de", Pair(*sides)) for sides in sentences), names)
    assert found == {"en": {"Will", "Hope", "Wolf"}, "de": {"Wolf"}}


def test_what_other_scripts_keep_is_known_too_but_makes_no_name_a_word():
    sentences = [("I saw Peter.", "我见过彼得。"), ("Peter is ill.", "彼得病了。"), ("I like Peter.", "我喜欢彼得。")]
    pairs = [("en", "zh", Pair(*sides)) for sides in sentences] + [("en", "zh", Pair("It is AA.", "这是WTO。"))]
    assert translated_names(pairs) == {"en": {"AA", "Peter"}, "zh": {"WTO"}}
    assert words_like_names(pairs, {"Peter"}) == {}


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O'Brien is here.", "O'Brien"),
        ("I saw O’Hara", "O’Hara"),
        ("McDonald left", "McDonald"),
        ("my iPhone", "iPhone"),
    ],
)
def test_a_capital_within_a_word_makes_it_a_name_wherever_it_stands(text, name, language):
    assert name in [text[start:end] for start, end in names_in(text, language)]
    assert names_in("She isn't here, and it's L'été", "de") == []
