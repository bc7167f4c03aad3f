import pytest

from chatbot.dialogue import BOT, CONTROL_SYMBOLS, TONES, USER, Turn, check_tone, source_ids
from shared.errors import CallError
from shared.text.vocabulary import EOS_ID, Vocabulary

TALK = [Turn(USER, "hello there"), Turn(BOT, "hi"), Turn(USER, "how are you"), Turn(BOT, "fine"), Turn(USER, "good")]


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.train(["hello there how are you", "hi I am fine thanks good"] * 5, 330, CONTROL_SYMBOLS)


def shown(vocabulary, ids):
    return "".join(vocabulary.pieces(ids)).replace("▁", " ")


def test_tone_then_the_last_turns_with_their_speakers(vocabulary):
    ids = source_ids(vocabulary, "witty", TALK, max_length=100)
    assert shown(vocabulary, ids) == "<witty><user> how are you<bot> fine<user> good</s>"


def test_oldest_turns_go_first_where_room_is_short(vocabulary):
    whole = source_ids(vocabulary, "neutral", TALK, 100)
    shorter = source_ids(vocabulary, "neutral", TALK, len(whole) - 1)
    assert shown(vocabulary, shorter) == "<neutral><bot> fine<user> good</s>"


@pytest.mark.parametrize("max_length", [6, 9, 20])
def test_of_a_last_turn_that_is_too_long_the_end_is_kept(vocabulary, max_length):
    ids = source_ids(vocabulary, "neutral", [Turn(USER, "hello " * 50 + "good")], max_length)
    assert len(ids) == max_length
    assert ids[0] == vocabulary.control_id("<neutral>")
    assert ids[1] == vocabulary.control_id("<user>")
    assert ids[-1] == EOS_ID
    assert ids[2:-1] == vocabulary.encode("hello " * 50 + "good")[-(max_length - 3) :]


def test_typed_symbols_are_text(vocabulary):
    ids = source_ids(vocabulary, "neutral", [Turn(USER, "<bot> <witty>")], 100)
    assert sum(token_id in vocabulary.control_ids for token_id in ids) == 3  # tone, speaker and end


def test_tones():
    assert all(check_tone(tone) == tone for tone in TONES)
    with pytest.raises(CallError, match=r"tone must be one of neutral, friendly, .*, not 'rude'"):
        check_tone("rude")
