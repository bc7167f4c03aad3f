import gzip
import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import CallError, CorpusError
from translate.text import glossary
from translate.text.glossary import NO_GLOSSARY, Glossary, read_glossary
from translate.text.slots import fill, mask

ENTRIES = [
    ("cat", "chat"),
    ("New York", "Nueva York"),
    ("New York City", "la ciudad de Nueva York"),
    ("US", "les États-Unis"),
    ("us", "nous"),
    ("How are you?", "Ça va ?"),
    ("C++", "C plus plus"),
    ("straße", "rue"),
    ("İstanbul", "Istanbul"),
    ("ısı", "chaleur"),
    ("猫", "chat"),
    ("図書館", "bibliothèque"),
    ("GitHub", "GitHub"),
]


@pytest.fixture(scope="module")
def known():
    return Glossary(ENTRIES)


def with_terms(entries, text):
    """The text with the translations of its terms in brackets."""
    masked, contents = mask(text, entries.terms(text), False)
    return fill(masked, {slot: f"[{content}]" for slot, content in contents.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cat", "chat"),
        ("  CAT", "chat"),
        ("Cat!", None),  # the end marks are the sentence's, not the entry's
        ("cats", None),
        ("a cat", None),
        ("US", "les États-Unis"),
        ("us", "nous"),
        ("Us", "nous"),
        ("how are you?", "Ça va ?"),
        ("How are you", None),
        ("STRASSE", "rue"),
        ("istanbul", "Istanbul"),
        ("猫", "chat"),
        ("", None),
        ("!", None),
    ],
)
def test_a_whole_text_that_is_an_entry(known, text, expected):
    assert known.whole(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat.", "The [chat] sat."),
        ("CAT, cat; Cat", "[chat], [chat]; [chat]"),
        ("The cats concatenate.", "The cats concatenate."),
        ("cat2, 2cat, my_cat, cat_s", "cat2, 2cat, my_cat, cat_s"),
        ("I love New York City!", "I love [la ciudad de Nueva York]!"),
        ("I love new york, citizen.", "I love [Nueva York], citizen."),
        ("Tell us of the US.", "Tell [nous] of the [les États-Unis]."),
        ("C++ is hard.", "[C plus plus] is hard."),
        ("Die Straße, die STRASSE", "Die [rue], die [rue]"),
        ("İstanbul ve istanbul, ISTANBUL", "[Istanbul] ve [Istanbul], [Istanbul]"),
        ("ISI, ısı", "[chaleur], [chaleur]"),
        ("我的猫很好", "我的[chat]很好"),
        ("図書館で猫が", "[bibliothèque]で[chat]が"),
        ("我用GitHub工作", "我用[GitHub]工作"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_terms_within_a_text(known, text, expected):
    assert with_terms(known, text) == expected


@given(text=st.text(st.one_of(st.sampled_from("catCATiıİIsS ßſ猫K2_"), st.characters()), max_size=20))
def test_terms_are_found_in_any_text_and_are_what_they_say(text):
    entries = Glossary([*ENTRIES, ("is", "est"), ("k", "kelvin")])
    end = 0
    for start, stop, translation in entries.terms(text):
        assert end <= start < stop <= len(text)
        end = stop
        assert entries.whole(text[start:stop]) == translation


def test_of_entries_that_are_the_same_the_last_counts():
    assert Glossary([("cat", "chat"), (" cat ", "minou")]).whole("cat") == "minou"


def test_what_was_translated_is_kept(known):
    assert with_terms(known.kept(), "Le chat de nueva york.") == "Le [chat] de [Nueva York]."
    assert known.kept().terms("The cat") == []


def test_no_glossary_knows_nothing():
    assert NO_GLOSSARY.whole("cat") is None
    assert NO_GLOSSARY.terms("cat") == []


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_file_of_entries(tmp_path, start, compressed):
    path = tmp_path / "words.tsv"
    content = start + " cat \tchat\tan animal\r\n\n  \nNew York\tNueva  York\n猫\tcat".encode()
    path.write_bytes(gzip.compress(content) if compressed else content)
    read = read_glossary(path)
    assert [read.whole(text) for text in ("cat", "new york", "猫", "dog")] == ["chat", "Nueva York", "cat", None]


@pytest.mark.parametrize(
    "line", [b"no tab", b"\tchat", b"cat\t", b"cat\t \tanimal", b"c\xff\tchat", b"c" * 100_001 + b"\tchat"]
)
def test_a_malformed_file_is_named_with_its_line(tmp_path, line):
    path = tmp_path / "words.tsv"
    path.write_bytes(b"cat\tchat\n\n" + line + b"\ndog\tchien\n")
    with pytest.raises(CorpusError, match=r"words\.tsv: line 3: .*; write `phrase<TAB>translation`"):
        read_glossary(path)


def test_a_missing_file_is_a_wrong_call(tmp_path):
    with pytest.raises(CallError, match=r"gone\.tsv: no such file"):
        read_glossary(tmp_path / "gone.tsv")


def test_too_many_entries_are_for_training(tmp_path, monkeypatch):
    monkeypatch.setattr(glossary, "MAX_ENTRIES", 2)
    path = tmp_path / "words.tsv"
    path.write_text("a\tb\nc\td\n")
    assert read_glossary(path).whole("a") == "b"
    path.write_text("a\tb\nc\td\ne\tf\n")
    with pytest.raises(CallError, match=r"words\.tsv: more than 2 entries; learn so many"):
        read_glossary(path)


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        (("See you soon.", "À bientôt."), "see you soon", "À bientôt"),
        (("See you soon.", "À bientôt."), "See you soon!", "À bientôt !"),
        (("see you soon", "à bientôt"), "See you soon.", "à bientôt."),
        (("Good morning. How are you?", "SALUT"), "Good morning. How are you?", "SALUT"),
        (("see you soon", "à bientôt"), "see you", ""),
        (("...", "…"), "!", ""),
    ],
)
def test_the_marks_at_its_end_make_no_other_entry(entry, text, expected):
    assert Glossary([entry]).translated(text, "fr") == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have names")
def test_a_pipe_is_read_as_a_file_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("cat\tchat\n",))
    writer.start()
    assert read_glossary(pipe).whole("cat") == "chat"
    writer.join()
