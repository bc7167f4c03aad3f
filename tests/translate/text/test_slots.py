import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text.corpora import Pair
from translate.text.slots import SLOTS, empty, fill, mask, with_slots, without_marks

CARRIED = st.sampled_from(
    ["a@b.org", "https://a.de/x?y=1", "www.a.com", "shop.nl", "$1,299.99", "15 €", "100%", "10:30", "2024", "7"]
)
PICTURES_AND_TAGS = st.sampled_from(["🎉", "👩‍👧", "❤️", "#tag", "@tom"])
WORDS = st.sampled_from(["Tom", "is", "here", "今日は", "，", "(", ")", '"', ".", "!", "'s", " ", "\t", "é"])
TEXTS = st.lists(st.one_of(CARRIED, PICTURES_AND_TAGS, WORDS, st.text(max_size=4).map(without_marks)), max_size=9).map(
    "".join
)


@given(text=TEXTS, all_numbers=st.booleans(), count=st.integers(0, len(SLOTS)))
def test_what_is_masked_and_filled_is_the_text(text, all_numbers, count):
    masked, contents = mask(text, (), all_numbers, SLOTS[:count])
    assert fill(masked, contents) == text
    assert list(contents) == list(SLOTS[: len(contents)])
    assert [character for character in masked if character in SLOTS] == list(contents)


@given(text=TEXTS)
def test_there_are_never_more_slots_than_four_and_small_numbers_only_add_to_them(text):
    few, many = mask(text, (), False)[1], mask(text, (), True)[1]
    assert len(few) <= len(many) <= 4


@pytest.mark.parametrize(
    ("text", "masked", "contents"),
    [
        ("Hello there.", "Hello there.", []),
        ("Mail a@b.org!", "Mail 1!", ["a@b.org"]),
        ("Ask first.last+x@mail.example.com.", "Ask 1.", ["first.last+x@mail.example.com"]),
        ("See https://a.org/b?c=1.", "See 1.", ["https://a.org/b?c=1"]),
        ("(See http://a.de/x), please", "(See 1), please", ["http://a.de/x"]),
        ("See https://a.org/b_(c)_(d).", "See 1.", ["https://a.org/b_(c)_(d)"]),
        ("我在https://a.org/b。好", "我在1。好", ["https://a.org/b"]),
        ("Ask mailto:bob@a.org, please", "Ask 1, please", ["mailto:bob@a.org"]),
        ("Run `ls -l` in /etc/x or C:\\Users\\a.", "Run 1 in 2 or 3.", ["`ls -l`", "/etc/x", "C:\\Users\\a"]),
        ("either/or and 1/2", "either/or and 1", ["1/2"]),
        ("call +44 20 79, at -5°C", "call 1, at 2", ["+44 20 79", "-5°C"]),
        ("10 km or 2.5 kg, 9 kmh", "1 or 2, 9 kmh", ["10 km", "2.5 kg"]),
        ("Is it at www.a.org/b, or www.c.org?", "Is it at 1, or 2?", ["www.a.org/b", "www.c.org"]),
        ('"https://a.org"', '"1"', ["https://a.org"]),
        ("Go to shop.example.com/sale now", "Go to 1 now", ["shop.example.com/sale"]),
        ("It is on kino.de.", "It is on 1.", ["kino.de"]),
        ("I was in. Then out", "I was in. Then out", []),
        ("$1,299.99 or 15 € or £5", "1 or 2 or 3", ["$1,299.99", "15 €", "£5"]),
        ("5% of 1 000 000", "1 of 2", ["5%", "1 000 000"]),
        ("at 10:30 on 2024-05-01.", "at 1 on 2.", ["10:30", "2024-05-01"]),
        ("call 555-1234", "call 1", ["555-1234"]),
        ("3 cats, 12 dogs, 300 mice", "3 cats, 12 dogs, 1 mice", ["300"]),
        ("I ❤️ you 🎉🎉 and 👩‍👧", "I 1 you 2 and 3", ["❤️", "🎉🎉", "👩‍👧"]),
        ("#tag for @tom", "1 for 2", ["#tag", "@tom"]),
        ("foo@bar", "foo@bar", []),
        ("2024年に１２３人", "1年に2人", ["2024", "１２３"]),
        ("111 222, 333; 444. 555! 666?", "1, 2; 3. 4! 666?", ["111 222", "333", "444", "555"]),
    ],
)
def test_what_is_carried_over(text, masked, contents):
    shown = str.maketrans(dict(zip(SLOTS, "1234", strict=True)))
    found, slots = mask(text, (), False)
    assert (found.translate(shown), list(slots.values())) == (masked, contents)


@pytest.mark.parametrize("part", ["a.", "a-", "(", "1-", "/a", "`", "a@", "http://", "+"])
def test_long_lines_take_no_time(part):
    started = time.perf_counter()
    mask(part * 5000, (), False)
    assert time.perf_counter() - started < 1


def test_small_numbers_become_slots_when_the_model_is_not_asked_about_any():
    assert mask("3 cats", (), False) == ("3 cats", {})
    assert mask("3 cats", (), True) == (f"{SLOTS[0]} cats", {SLOTS[0]: "3"})


def test_terms_win_over_other_spans():
    text = "Call 555-1234 or a@b.org in New York, 2024"
    terms = [(text.index("1234 or"), text.index(" a@b"), "X"), (text.index("New"), text.index(","), "Nueva York")]
    masked, contents = mask(text, terms, False)
    assert list(contents.values()) == ["X", "a@b.org", "Nueva York", "2024"]
    assert masked == "Call 555-{} {} in {}, {}".format(*SLOTS)
    assert fill(masked, contents) == "Call 555-X a@b.org in Nueva York, 2024"


def test_terms_have_the_first_right_to_a_slot():
    masked, contents = mask("a.com b.com c.com d.com word", [(24, 28, "mot")], False)
    assert fill(masked, contents) == "a.com b.com c.com d.com mot"
    assert list(contents.values()) == ["a.com", "b.com", "c.com", "mot"]


def test_a_model_without_slots_is_given_the_text():
    assert mask("Mail a@b.org", [(0, 4, "Écris")], True, slots=()) == ("Mail a@b.org", {})


@given(numbers=st.lists(st.integers(100, 12_000), max_size=4), chance=st.randoms(use_true_random=False))
def test_what_is_filled_can_be_emptied(numbers, chance):
    masked, contents = mask("; ".join(map(str, numbers)), (), False)
    assert empty(fill(masked, contents), contents) == masked
    shuffled = list(dict.fromkeys(contents))
    chance.shuffle(shuffled)
    translation = " et ".join(shuffled)
    assert fill(empty(fill(translation, contents), contents), contents) == fill(translation, contents)


def test_of_contents_within_one_another_the_longer_is_emptied_first():
    contents = {SLOTS[0]: "100", SLOTS[1]: "1000"}
    assert empty("1000 et 100", contents) == f"{SLOTS[1]} et {SLOTS[0]}"


def test_typed_marks_are_taken_out():
    assert without_marks(f"a{SLOTS[0]}b{''.join(SLOTS)}") == "ab"


def learned_with_slots(source, target):
    """All that the pair may become, slots shown as `#`."""
    rng = np.random.default_rng(0)
    shown = str.maketrans(dict.fromkeys(SLOTS, "#"))
    return {
        (one.source.translate(shown), one.target.translate(shown))
        for one in (with_slots(Pair(source, target), rng) for _ in range(60))
    }


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("He is here.", "Il est ici.", {("He is here.", "Il est ici.")}),
        ("Tom left.", "Tom est parti.", {("# left.", "# est parti.")}),
        ("Tom saw Tom.", "Tom a vu Tom.", {("Tom saw Tom.", "Tom a vu Tom.")}),
        ("Tom left.", "Thomas est parti.", {("Tom left.", "Thomas est parti.")}),
        ("It is 3:30.", "Il est 3:30.", {("It is #.", "Il est #.")}),
        ("Tom'un kedisi var.", "Tom has a cat.", {("#'un kedisi var.", "# has a cat.")}),
        ("Ali geldi.", "Aliş geldi.", {("Ali geldi.", "Aliş geldi.")}),
        ("Tom geldi.", "Atom Tomğ geldi.", {("Tom geldi.", "Atom Tomğ geldi.")}),
        ("Tom是学生。", "Is Tom a student?", {("#是学生。", "Is # a student?")}),
        ("我叫Tom，2024年", "I am Tom, 2024", {("我叫#，#年", "I am #, #"), ("我叫#，2024年", "I am #, 2024"),
                                            ("我叫Tom，#年", "I am Tom, #")}),
    ],
)  # fmt: skip
def test_names_and_numbers_that_both_sides_have_once_become_slots(source, target, expected):
    assert learned_with_slots(source, target) == expected


NAMES = ("Tom", "Mary", "Bob", "Ann", "Jim", "Eve", "2024", "3:30")


@given(names=st.lists(st.sampled_from(NAMES), unique=True), seed=st.integers(0, 10_000))
def test_either_side_has_the_same_slots_and_filled_it_is_the_pair(names, seed):
    pair = Pair(f"Here are {', '.join(names)}.", f"Voici {' et '.join(reversed(names))}.")
    masked = with_slots(pair, np.random.default_rng(seed))
    slots = [character for character in masked.source if character in SLOTS]
    assert len(slots) == len(set(slots)) <= len(SLOTS)
    assert bool(slots) == bool(names)
    assert sorted(slots) == sorted(character for character in masked.target if character in SLOTS)
    words = masked.source.removeprefix("Here are ").removesuffix(".").split(", ") if names else []
    contents = {word: name for word, name in zip(words, names, strict=True) if word in SLOTS}
    assert Pair(fill(masked.source, contents), fill(masked.target, contents)) == pair
    assert masked == with_slots(pair, np.random.default_rng(seed))


def test_names_come_after_addresses_and_terms():
    text = "Ask Anna, Bob, Carl or Dora: a@b.org"
    spans = [(start, start + len(name)) for name in ("Anna", "Bob", "Carl", "Dora") for start in [text.index(name)]]
    masked, contents = mask(text, [(4, 8, "Annie")], False, names=spans)
    assert fill(masked, contents) == text.replace("Anna", "Annie")
    assert list(contents.values()) == ["Annie", "Bob", "Carl", "a@b.org"]
    assert "Dora" in masked


@pytest.mark.parametrize(
    ("text", "carried"),
    [("mail o'brien@x.com now", "o'brien@x.com"), ("'a@b.org'", "a@b.org"), ("press 1\ufe0f\u20e3", "1\ufe0f\u20e3")],
)
def test_addresses_with_an_apostrophe_and_keycaps_are_carried_whole(text, carried):
    assert list(mask(text, (), False)[1].values()) == [carried]
