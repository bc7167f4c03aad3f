import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.text.capitals import Capitals, begins_titled, lower, titled, upper


class Likelihoods:
    """A vocabulary that knows these words, the first ones best; it spells all others."""

    words = (
        "bread",
        "Tom",
        "the",
        "The",
        "ich",
        "Brot",
        "is",
        "I",
        "where",
        "May",
        "may",
        "dónde",
        "evet",
        "ılık",
        "Iyi",
        "İyi",
    )

    def log_prob(self, text):
        return -self.words.index(text) if text in self.words else -50.0 - len(text)

    def encode(self, text):
        return [1] if text in self.words else list(range(1 + len(text)))


@pytest.fixture
def capitals():
    return Capitals(Likelihoods())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bread is good", "en", "bread is good"),
        ("bread is good", "en", "bread is good"),
        ("Tom is here", "en", "Tom is here"),
        ("The bread", "en", "the bread"),
        ("I am", "en", "I am"),
        ("BREAD is good", "en", "BREAD is good"),
        ("¿Dónde está?", "es", "¿dónde está?"),
        ("“Bread”", "en", "“bread”"),
        # Something else takes its place.
        ("\ue001 Bread", "en", "\ue001 Bread"),
        ("3 Bread", "en", "3 Bread"),
        # Spelled either way it is as likely in small letters, but for what may be a noun.
        ("Zzz", "en", "zzz"),
        ("Zzz", "de", "Zzz"),
        ("Ich bin", "de", "ich bin"),
        ("Brot", "de", "Brot"),
        # Turkish has two letters i.
        ("Ilık", "tr", "ılık"),
        ("Evet", "tr", "evet"),
        ("猫がいる", "ja", "猫がいる"),
        ("", "en", ""),
        ("...", "en", "..."),
    ],
)
def test_the_first_word_has_the_capital_that_is_likelier(capitals, text, language, expected):
    assert capitals.of_first_word(text, language) == expected


def test_a_text_without_capitals_has_those_of_its_first_word_and_of_words_that_have_them_always(capitals):
    assert capitals.of_all_words("tom, where is the bread, may i?", "en") == "Tom, where is the bread, may I?"
    assert capitals.of_all_words("may i?", "en") == "May I?"
    assert capitals.of_all_words("zzz'tom zzz’tom tom's brot", "de") == "zzz'tom zzz’tom Tom's Brot"
    assert capitals.of_all_words("猫がいる tom", "ja") == "猫がいる Tom"


LETTERS = "aAiéÉßäÄmToread猫ñ '’¿\"3.\ue001"


@given(
    st.one_of(
        st.tuples(st.text(LETTERS, max_size=12), st.sampled_from(["en", "de", "fr", "ja"])),
        st.tuples(st.text(LETTERS + "Iıİ", max_size=12), st.just("tr")),
    )
)
def test_only_capitals_change(both):
    text, language = both
    known = Capitals(Likelihoods())
    for found in (known.of_first_word(text, language), titled(text, language)):
        assert found == text or lower(found, language) == lower(text, language)
    assert known.of_first_word(known.of_first_word(text, language), language) == known.of_first_word(text, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("bread", "Bread"), ("¿dónde?", "¿Dónde?"), ("\ue001 is", "\ue001 is"), ("3 cats", "3 cats"), ("", "")],
)
def test_titled(text, expected):
    assert titled(text, "en") == expected
    assert begins_titled(expected) == (expected != text)


def test_what_was_asked_in_one_language_changes_nothing_in_another(capitals):
    assert [capitals.of_all_words("iyi", language) for language in ("en", "tr", "en")] == ["Iyi", "İyi", "Iyi"]


def test_turkish_letters():
    assert upper("izmir", "tr") == "İZMİR"
    assert lower("IZGARA İ", "tr") == "ızgara i"
    assert upper("izmir", "en") == "IZMIR"
