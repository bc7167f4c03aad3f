import pytest

from shared.decoding.streaming import TextStream
from shared.text.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.train(["the cat sat on the mat", "a café by the sea"] * 5, 320)


@pytest.mark.parametrize("text", ["the cat", "日本 and 🎉!", "", "café 👩‍👧", "x\u0301y"])
def test_pieces_make_the_text_and_never_a_broken_character(vocabulary, text):
    stream = TextStream(vocabulary.decode, vocabulary.is_byte)
    pieces = [stream.push(token_id) for token_id in vocabulary.encode(text)]
    assert "\ufffd" not in "".join(pieces)
    assert "".join([*pieces, stream.finish()]) == vocabulary.decode(vocabulary.encode(text))


def test_a_character_cut_in_the_middle_is_told_at_the_end(vocabulary):
    stream = TextStream(vocabulary.decode, vocabulary.is_byte)
    ids = vocabulary.encode("the 日")[:-1]
    told = "".join(map(stream.push, ids))
    assert told.strip() == "the"
    assert "\ufffd" in stream.finish()
