import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.choice.guard import copied_share, faults


@pytest.mark.parametrize(
    ("source", "translation", "languages", "expected"),
    [
        ("I am here.", "", "en-fr", "empty"),
        ("你好", " ", "zh-en", "empty"),
        ("where is the station", "where is the station", "en-fr", "copy"),
        ("Where is the station?", "where is the Station", "en-de", "copy"),
        ("I live in Paris since 2020.", "I live in Paris since 1999.", "en-fr", "copy numbers"),
        ("I am here.", "Je je je suis là.", "en-fr", "repetition"),
        ("I like it.", "Ich mag ich mag ich mag es.", "en-de", "repetition"),
        ("I think so.", "Je le crois, je le crois, je le crois.", "en-fr", "repetition"),
        ("I like it here very much.", "我喜欢喜欢喜欢喜欢这里", "en-zh", "repetition"),
        ("Thank you very much for it.", "ありがとうううう", "en-ja", "repetition"),
        ("Yes.", "Oui, je le veux bien et je viendrai demain.", "en-fr", "length"),
        ("My brother went to the old town to buy a new coat for his wife.", "Mein Bruder.", "en-de", "length"),
        ("我的哥哥昨天去城里给他的妻子买了一件新大衣。", "My brother.", "zh-en", "length"),
        ("Yes.", "是的，我明天一定会跟你们一起去的。", "en-zh", "length"),
        ("It is from 1984.", "C'est de 1985.", "en-fr", "numbers"),
        ("Between 10 and 10.", "Zwischen 10 und zehn.", "en-de", "numbers"),
        ("It costs 250 yen.", "それは円です。", "en-ja", "numbers"),
        ("I paid 9 euros.", "J'ai payé 90 euros.", "en-fr", "numbers"),
        ("At 11 pm.", "À 22 h.", "en-fr", "numbers"),
        ("In 11 days.", "Dans 23 jours.", "en-fr", "numbers"),
        ("I have 3 brothers and 15 cousins.", "J'ai 25 frères et 15 cousins.", "en-fr", "numbers"),
    ],
)
def test_a_fault_is_found(source, translation, languages, expected):
    assert faults(source, translation, *languages.split("-")) == tuple(expected.split())


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("", "", "en-fr"),
        ("Where is the nearest station?", "Où est la gare la plus proche ?", "en-fr"),
        ("Tom Miller", "Tom Miller", "en-fr"),
        ("Paris, Berlin, London", "Paris, Berlin, London", "en-de"),
        ("restaurant", "restaurant", "en-fr"),
        ("OK", "OK", "zh-en"),
        ("2024-05-01 12:30", "2024-05-01 12:30", "en-sv"),
        ("No, no, no!", "Non, non, non !", "en-fr"),
        ("very, very good", "bardzo, bardzo dobrze", "en-pl"),
        ("Help!!!", "Au secours !!!", "en-fr"),
        ("Wait...", "Attendez...", "en-fr"),
        ("shipping", "Schifffahrt", "en-de"),
        ("Haha", "哈哈哈", "en-zh"),
        ("不不不", "No, no, no", "zh-en"),
        ("It costs 10000 yen.", "それは10000円かかります。", "en-ja"),
        ("Thank you.", "ありがとうございます。", "en-ja"),
        ("Thanks!", "ありがとうございます！", "en-ja"),
        ("ありがとうございました。", "Thank you.", "ja-en"),
        ("I do not know what I should do about it.", "我不知道该怎么办。", "en-zh"),
        ("我不知道该怎么办。", "I do not know what I should do about it.", "zh-en"),
        ("我昨天在图书馆借了三本书。", "昨日、図書館で本を三冊借りました。", "zh-ja"),
        ("Çok teşekkür ederim.", "Thank you very much.", "tr-en"),
        ("Hi.", "Guten Tag.", "en-de"),
        ("I am 3 years old.", "J'ai trois ans.", "en-fr"),
        ("It opens at 1 PM.", "Ça ouvre à 13 heures.", "en-fr"),
        ("It opens at 1:30 p.m.", "Ça ouvre à 13 h 30.", "en-fr"),
        ("It opens at 11 pm.", "Ça ouvre à 23 h.", "en-fr"),
        ("De 11 h à 23 h 30.", "From 11 a.m. to 11:30 p.m.", "fr-en"),
        ("I am thirty.", "J'ai 30 ans.", "en-fr"),
        ("At 12:30.", "À 12h30.", "en-fr"),
        ("1,000 people", "1 000 personnes", "en-fr"),
    ],
)
def test_a_sound_translation_has_none(source, translation, languages):
    assert faults(source, translation, *languages.split("-")) == ()


WORDS = st.permutations(["alpha", "beta", "gamma", "delta", "eins", "zwei", "drei", "vier"])
SIGNS = st.permutations(list("我你他的书看来去"))


def repeated_between(before, phrase, times, after):
    return [*before, *phrase * times, *after]


@given(words=WORDS, width=st.integers(1, 3), times=st.integers(1, 6), at=st.integers(0, 5))
def test_one_to_three_words_may_stand_twice_in_a_row_and_not_more(words, width, times, at):
    phrase, rest = words[:width], words[width:]
    said = " ".join(repeated_between(rest[:at], phrase, times, rest[at:]))
    source = "x" * len(said)
    assert faults(source, said, "en", "fr") == (("repetition",) if times > 2 else ())
    # A source that says it as often is no fault of the translation.
    assert faults(", ".join([words[0]] * times), said, "en", "fr").count("repetition") == 0 or times <= 2


@given(signs=SIGNS, width=st.integers(1, 3), times=st.integers(1, 6), at=st.integers(0, 5))
def test_a_text_without_spaces_may_repeat_characters_three_times_in_a_row(signs, width, times, at):
    phrase, rest = signs[:width], signs[width:]
    said = "".join(repeated_between(rest[:at], phrase, times, rest[at:])) + "。"
    assert faults("x" * 3 * len(said), said, "en", "zh") == (("repetition",) if times > 3 else ())


@given(number=st.integers(10, 10**9), others=st.lists(st.integers(10, 99).map(str), max_size=3))
def test_every_number_of_two_or_more_digits_must_come_back(number, others):
    source = f"a {number} b {' and '.join(others)}"
    assert faults(source, f"{' et '.join(others)} ou {number} oui", "en", "fr") == ()
    lost = faults(source, f"{' et '.join(others)} ou {number}0 oui", "en", "fr")
    assert lost == ("numbers",)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["en", "ja"]), st.sampled_from(["fr", "zh"]))
def test_any_texts_can_be_looked_at(source, translation, source_language, target_language):
    found = faults(source, translation, source_language, target_language)
    assert set(found) <= {"empty", "copy", "repetition", "length", "numbers"}
    assert ("empty" in found) == (bool(source.strip()) and not translation.strip())


@pytest.mark.parametrize(
    ("source", "translation", "share"),
    [
        ("Where can I buy stamps?", "¿Dónde puedo comprar stamps?", 1 / 3),
        ("where can i buy STAMPS", "Stamps where can", 2 / 3),
        ("Where is Tom?", "Où est Tom ?", 0),
        ("Tom", "Tom", 0),
        ("I buy stamps.", "Je stamps.", 1 / 2),
        ("邮票", "邮票", 0),
        ("", "", 0),
    ],
)
def test_the_share_of_copied_words(source, translation, share):
    assert copied_share(source, translation) == pytest.approx(share)


@pytest.mark.parametrize(
    ("source", "translation", "spelled", "expected"),
    [
        ("jaune", "jaune", True, ("copy",)),
        ("hola!", "Hola!", True, ("copy",)),
        ("taxi", "taxi", False, ()),  # a word of the target's own
        ("Göttingen", "Göttingen", True, ()),
        ("12", "12", True, ()),
        ("jaune", "yellow", True, ()),
    ],
)
def test_one_word_that_is_spelled_is_a_copy(source, translation, spelled, expected):
    assert faults(source, translation, "fr", "en", spelled) == expected
