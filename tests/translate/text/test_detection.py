import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.text.detection import UNDETERMINED, Detector

LANGUAGES = ("en", "fr", "de", "es", "nl", "sv", "pl", "tr", "ja", "zh")
SENTENCES = {
    "en": ["Where is the nearest station, please?", "I have not seen my brother since last summer."],
    "fr": ["Où est la gare la plus proche, s'il vous plaît ?", "Je n'ai pas vu mon frère depuis l'été dernier."],
    "de": ["Wo ist bitte der nächste Bahnhof?", "Ich habe meinen Bruder seit letztem Sommer nicht gesehen."],
    "es": ["¿Dónde está la estación más cercana, por favor?", "No he visto a mi hermano desde el verano pasado."],
    "nl": ["Waar is het dichtstbijzijnde station?", "Ik heb mijn broer sinds vorige zomer niet gezien."],
    "sv": ["Var ligger närmaste järnvägsstation?", "Jag har inte sett min bror sedan förra sommaren."],
    "pl": ["Gdzie jest najbliższa stacja?", "Nie widziałem mojego brata od zeszłego lata."],
    "tr": ["En yakın istasyon nerede, söyler misiniz?", "Geçen yazdan beri kardeşimi görmedim."],
    "ja": ["一番近い駅はどこですか。", "去年の夏から兄に会っていません。"],
    "zh": ["请问最近的车站在哪里？", "我從去年夏天以來就沒見過我哥哥。"],
}


@pytest.fixture(scope="module")
def detector():
    return Detector(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_clear_sentences_are_told(detector, code):
    for sentence in SENTENCES[code]:
        assert detector.detect(sentence) == code
        assert detector.rank(sentence)[0][0] == code


@pytest.mark.parametrize(
    "text", ["ok", "Tom", "hello handsome", "no", "12 + 7 = 30", "2024-05-01", "?!", "🎉", "", " "]
)
def test_what_is_too_short_or_of_every_language_is_not_guessed(detector, text):
    assert detector.detect(text) == UNDETERMINED


@pytest.mark.parametrize("text", ["Привет, как дела?", "안녕하세요", "שלום לכולם", "Γειά σου Tom"])
def test_what_is_written_in_a_script_of_none_of_them_is_not_guessed(detector, text):
    assert not detector.reads(text)
    assert detector.detect(text) == UNDETERMINED
    assert Detector(["en", "ru"]).reads(text)  # a user's own model may read anything


@pytest.mark.parametrize("text", ["", "12", "Hello", "Привет is Russian, they say", "猫", "コーヒー", "ığüşöç", "ﬁn"])
def test_what_is_written_in_one_of_their_scripts_can_be_read(detector, text):
    assert detector.reads(text)


@pytest.mark.parametrize("text", ["12 + 7", "🎉", "", "?!"])
def test_without_letters_all_languages_are_alike(detector, text):
    assert dict(detector.rank(text)) == pytest.approx(dict.fromkeys(LANGUAGES, 0.1))


@given(text=st.text(st.one_of(st.characters(), st.sampled_from("abc éñ\ud800"))))
def test_every_language_has_a_probability_for_any_text(detector, text):
    ranked = detector.rank(text)
    assert sorted(code for code, _ in ranked) == sorted(LANGUAGES)
    shares = [share for _, share in ranked]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("languages", [("en", "fr"), ("fr", "en", "fr"), ("en", "xx", "fr")])
def test_no_language_is_told_that_is_not_to_choose_from(languages):
    detector = Detector(languages)
    for code, sentences in SENTENCES.items():
        for sentence in sentences:
            assert detector.detect(sentence) in {"en", "fr", UNDETERMINED}
            assert [known for known, _ in detector.rank(sentence)[:2]] in (["en", "fr"], ["fr", "en"])
            if code in languages:
                assert detector.detect(sentence) == code
    assert len(detector.rank(SENTENCES["de"][0])) == len(set(languages))


def test_languages_that_the_identifier_does_not_know_are_never_told():
    detector = Detector(["xx", "yy"])
    assert detector.detect(SENTENCES["en"][0]) == UNDETERMINED
    assert detector.rank(SENTENCES["en"][0]) == [("xx", 0.0), ("yy", 0.0)]


def test_detectors_of_other_languages_do_not_change_one_another(detector):
    before = detector.rank(SENTENCES["de"][0])
    Detector(["en", "fr"]).rank(SENTENCES["de"][0])
    assert detector.rank(SENTENCES["de"][0]) == before
