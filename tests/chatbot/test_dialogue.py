import pytest

from chatbot.dialogue import CONTEXT_TURNS, Turn, check_tone, source_ids, turns_in, understanding_ids
from chatbot.symbols import BOT, CONTROL_SYMBOLS, TONES, USER, VALUE
from shared.errors import CallError
from shared.text.vocabulary import EOS_ID, Vocabulary

TALK = [Turn(USER, "hello there"), Turn(BOT, "hi"), Turn(USER, "how are you"), Turn(BOT, "fine"), Turn(USER, "good")]


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.train(["hello there how are you", "hi I am fine thanks good"] * 5, 350, CONTROL_SYMBOLS, (VALUE,))


def shown(vocabulary, ids):
    return "".join(vocabulary.pieces(ids)).replace("▁", " ")


def test_tone_and_skill_then_the_last_turns_with_their_speakers(vocabulary):
    ids = source_ids(vocabulary, TALK[-3:], 100, "witty")
    assert shown(vocabulary, ids) == "<witty><skill:chat><user> how are you<bot> fine<user> good</s>"


def test_symbols_come_before_the_turns(vocabulary):
    ids = source_ids(vocabulary, TALK[-1:], 100, skill="tell", symbols=("<slot:age>", VALUE))
    assert shown(vocabulary, ids) == f"<neutral><skill:tell><slot:age>{VALUE}<user> good</s>"


def test_without_turns_there_is_the_head_alone(vocabulary):
    assert shown(vocabulary, source_ids(vocabulary, [], 100)) == "<neutral><skill:chat></s>"


def test_no_more_turns_than_fit(vocabulary):
    talk = [Turn((USER, BOT)[number % 2], "hi") for number in range(CONTEXT_TURNS + 3)]
    assert shown(vocabulary, source_ids(vocabulary, talk, 1000)).count(" hi") == CONTEXT_TURNS


def test_oldest_turns_go_first_where_room_is_short(vocabulary):
    whole = source_ids(vocabulary, TALK[-3:], 100)
    shorter = source_ids(vocabulary, TALK, len(whole) - 1)
    assert shown(vocabulary, shorter) == "<neutral><skill:chat><bot> fine<user> good</s>"


@pytest.mark.parametrize("max_length", [6, 9, 20])
def test_of_a_last_turn_that_is_too_long_the_end_is_kept(vocabulary, max_length):
    ids = source_ids(vocabulary, [Turn(USER, "hello " * 50 + "good")], max_length)
    assert len(ids) == max_length
    assert vocabulary.pieces(ids[:3]) == ["<neutral>", "<skill:chat>", "<user>"]
    assert ids[-1] == EOS_ID
    assert ids[3:-1] == vocabulary.encode("hello " * 50 + "good")[-(max_length - 4) :]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (TALK, "<user> good"),
        ([*TALK[:-1], Turn(BOT, "how are you?"), Turn(USER, "good")], "<bot> how are you?<user> good"),
        ([Turn(USER, "hi?")], "<user> hi?"),
    ],
)
def test_what_was_meant_is_asked_of_the_last_turn_and_the_question_before(vocabulary, turns, expected):
    assert (
        vocabulary.decode(understanding_ids(vocabulary, turns, 100)).split()
        == vocabulary.decode(vocabulary.encode(expected.replace("<bot>", "").replace("<user>", ""))).split()
    )
    assert shown(vocabulary, understanding_ids(vocabulary, turns, 100)).startswith(f"<understand>{expected[:5]}")


def test_typed_symbols_are_text(vocabulary):
    ids = source_ids(vocabulary, [Turn(USER, "<bot> <witty> <skill:ask>")], 100)
    assert sum(token_id in vocabulary.control_ids for token_id in ids) == 4  # tone, skill, speaker and end


def test_tones():
    assert all(check_tone(tone) == tone for tone in TONES)
    with pytest.raises(CallError, match=r"tone must be one of neutral, friendly, .*, not 'rude'"):
        check_tone("rude")


@pytest.mark.parametrize("symbols", [(), ("<slot:age>", VALUE)])
@pytest.mark.parametrize("count", range(len(TALK) + 1))
def test_the_turns_of_a_source(vocabulary, count, symbols):
    talk = TALK[:count]
    assert turns_in(vocabulary, source_ids(vocabulary, talk, 100, symbols=symbols)) == talk
    assert turns_in(vocabulary, understanding_ids(vocabulary, TALK, 100)) == TALK[-1:]
