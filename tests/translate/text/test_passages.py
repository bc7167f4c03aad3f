import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text.normalize import normalize
from translate.text import passages
from translate.text.passages import split_passage
from translate.text.slots import SLOTS, without_marks

LANGUAGES = ("en", "fr", "de", "es", "nl", "sv", "pl", "tr", "ja", "zh")
# What sentences end with, and what is awkward to cut, far more often than chance would bring it.
MARKS = st.sampled_from([*"aB1 .!?…:;\t\n\r\"'»)。！？．」”　日本🎉👩‍👧\u00a0\u2028\u200b\u0301\ud800", *SLOTS])
TEXTS = st.text(st.one_of(MARKS, st.characters()), max_size=30)


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_joining_the_sentences_themselves_gives_the_text_back(text, language):
    passage = split_passage(text, language)
    assert passage.joined(passage.sentences, language) == text


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_no_sentence_is_blank_or_has_white_space_around_it(text, language):
    passage = split_passage(text, language)
    assert len(passage.gaps) == len(passage.sentences) + 1
    for sentence in passage.sentences:
        assert sentence == sentence.strip()
        assert normalize(without_marks(sentence))
        assert len(sentence.splitlines()) == 1


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_what_saves_the_splitter_s_time_changes_nothing(text, language):
    with pytest.MonkeyPatch.context() as patch:
        quickly = split_passage(text, language)
        patch.setattr(passages, "_INNER_END", re.compile(""))
        assert quickly == split_passage(text, language)


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "One. Two.", ("One.", "Two.")),
        ("en", "Where is the station?", ("Where is the station?",)),
        ("en", "Mr. Smith left. He was late!  Was he?", ("Mr. Smith left.", "He was late!", "Was he?")),
        ("en", 'She said "Stop!" He stopped.', ('She said "Stop!"', "He stopped.")),
        ("en", "One line\nand another\r\n\n\tand a third", ("One line", "and another", "and a third")),
        ("en", "Yes! 🎉 No.", ("Yes!", "🎉 No.")),
        ("de", "Das ist z. B. gut. Ja.", ("Das ist z. B. gut.", "Ja.")),
        ("fr", "Vraiment ? Oui !", ("Vraiment ?", "Oui !")),
        ("es", "¿Qué? ¡No! Sí.", ("¿Qué?", "¡No!", "Sí.")),
        ("tr", "Merhaba. Nasılsın?", ("Merhaba.", "Nasılsın?")),
        ("zh", "你好。我很好。", ("你好。", "我很好。")),
        ("zh", "你好。 我很好。", ("你好。", "我很好。")),
        ("zh", "他说：“你好。”我走了。", ("他说：“你好。”", "我走了。")),
        ("ja", "すごい！　本当？はい。", ("すごい！", "本当？", "はい。")),
        ("en", "See https://a.org/x?Y=1. Then write to john.Smith@mail.com.",
         ("See https://a.org/x?Y=1.", "Then write to john.Smith@mail.com.")),
        ("en", "See www.Example.Com/Page.Html now. Bye.", ("See www.Example.Com/Page.Html now.", "Bye.")),
        ("en", "Hi. \ud800 there. Bye.", ("Hi.", "\ud800 there.", "Bye.")),
    ],
)  # fmt: skip
def test_sentences_of_a_text(language, text, sentences):
    assert split_passage(text, language).sentences == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \r\n", "\u200b", "\u3000", "\ue001", " \ue002\n\u200b"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_blank_text_has_no_sentence_and_stays_as_it_is(text, language):
    passage = split_passage(text, language)
    assert passage.sentences == ()
    assert passage.joined([], "fr") == text


@pytest.mark.parametrize(
    ("language", "text", "target", "expected"),
    [
        ("en", "One. Two.", "fr", "A. B."),
        ("en", "One.  Two.\n", "fr", "A.  B.\n"),
        ("en", "One. Two.", "zh", "A.B."),
        ("en", " One.   Two. ", "ja", " A.B. "),
        ("en", "One.\tTwo.", "ja", "A.\tB."),
        ("en", "One.\n\nTwo.", "zh", "A.\n\nB."),
        ("zh", "一。二。", "en", "A. B."),
        ("zh", "一。二。", "ja", "A.B."),
        ("ja", "一！　二！", "ja", "A.　B."),
        ("ja", "一！　二！", "de", "A. B."),
        ("ja", "　一。\n二。", "en", "　A.\nB."),
    ],
)
def test_line_breaks_stay_and_between_sentences_stands_what_the_target_has_there(language, text, target, expected):
    assert split_passage(text, language).joined(["A.", "B."], target) == expected


def test_as_many_translations_as_sentences():
    with pytest.raises(ValueError, match="zip"):
        split_passage("One. Two.", "en").joined(["A."], "fr")


def test_a_phrase_does_not_wait_for_the_splitter(monkeypatch):
    def loads():
        raise AssertionError("the splitter was loaded")

    monkeypatch.setattr(passages, "_splitter", loads)
    assert split_passage("Well, where is the station?\n", "en").sentences == ("Well, where is the station?",)
    assert split_passage("车站在哪里？\n", "zh").sentences == ("车站在哪里？",)
    with pytest.raises(AssertionError, match="loaded"):
        split_passage("Well. Where is it?", "en")
