import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import VocabularyError
from shared.text.normalize import normalize
from shared.text.vocabulary import BOS_ID, EOS_ID, PAD_ID, UNK_ID, Vocabulary

SENTENCES = [
    f"The {noun} is {state} today." for noun in ("cat", "dog", "sea", "café") for state in ("big", "calm", "gone")
]
AWKWARD = [
    "",
    "   ",
    "🎉 👩‍👧 emoji",
    "e\u0301 combining",
    "שלום right to left",
    "zero\u200bwidth",
    "U+2581 \u2581 in the text",
    "U+FFFD \ufffd",
    "a lone \ud800 surrogate",
    "日本語とतमिल",
    "x" * 10_000,
    "<2fr> <s> </s> <pad> <unk>",
]


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.train(SENTENCES, 320, ["<2fr>", "<witty>"])


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_come_back(vocabulary, text):
    assert vocabulary.decode(vocabulary.encode(text)) == normalize(text)


@given(text=st.text(max_size=40))
def test_any_text_comes_back_and_is_never_unknown_or_control(vocabulary, text):
    ids = vocabulary.encode(text)
    assert vocabulary.decode(ids) == normalize(text)
    assert vocabulary.control_ids.isdisjoint(ids)


def test_special_ids(vocabulary):
    assert vocabulary.pieces([PAD_ID, UNK_ID, BOS_ID, EOS_ID]) == ["<pad>", "<unk>", "<s>", "</s>"]
    controls = {vocabulary.symbol_id("<2fr>"), vocabulary.symbol_id("<witty>")}
    assert vocabulary.control_ids == {PAD_ID, UNK_ID, BOS_ID, EOS_ID, *controls}


def test_control_symbols_say_nothing_and_cannot_be_typed(vocabulary):
    control = vocabulary.symbol_id("<2fr>")
    assert vocabulary.decode([control, *vocabulary.encode("The cat"), EOS_ID]) == "The cat"
    assert control not in vocabulary.encode("<2fr>")


@pytest.mark.parametrize("symbol", ["<2xx>", "cat"])
def test_unknown_control_symbol(vocabulary, symbol):
    with pytest.raises(VocabularyError, match="no symbol"):
        vocabulary.symbol_id(symbol)


@pytest.mark.parametrize("symbol", ["<2fr>", "\ue001", "cat"])
def test_symbols_and_marks_have_ids(symbol):
    marked = Vocabulary.train([*SENTENCES, "cat cat"], 320, ["<2fr>"], ["\ue001", "cat"])
    assert marked.pieces([marked.symbol_id(symbol)]) == [symbol]


def test_unknown_symbol(vocabulary):
    with pytest.raises(VocabularyError, match="no symbol <2xx>; it belongs to another model"):
        vocabulary.symbol_id("<2xx>")


@pytest.mark.parametrize("text", [*map(normalize, AWKWARD), "The café is gone, 日本 at sea.", "Żółć", "🎉The cat🎉 "])
def test_spans_cut_a_text_into_its_pieces(vocabulary, text):
    text = normalize(text)
    ids, spans = vocabulary.encode_with_spans(text)
    assert ids == vocabulary.encode(text)
    data = text.encode()
    # One after the other, without gaps; all bytes of a character have its span.
    assert "".join(data[start:end].decode() for start, end in sorted({*spans})) == text
    for token_id, (start, end) in zip(ids, spans, strict=True):
        if vocabulary.is_byte(token_id):
            assert len(data[start:end].decode()) == 1
        else:
            assert data[start:end].decode().strip() == vocabulary.decode([token_id]).strip()


@given(text=st.text(max_size=30).map(normalize), start=st.integers(0, 29), length=st.integers(1, 9))
def test_the_tokens_of_a_span_hold_its_text(vocabulary, text, start, length):
    part = text[start : start + length]
    first, last = len(text[:start].encode()), len(text[: start + length].encode())
    ids, spans = vocabulary.encode_with_spans(text)
    chosen = [i for i, (begin, end) in zip(ids, spans, strict=True) if begin < last and end > first]
    assert part.strip() in vocabulary.decode(chosen)


def test_bytes_are_told_apart(vocabulary):
    assert all(vocabulary.is_byte(i) for i in vocabulary.encode("日")[1:])
    assert not any(map(vocabulary.is_byte, vocabulary.encode("cat")))


def test_pieces_and_control_symbols_are_found_as_they_are_written(vocabulary):
    for token_id, piece in enumerate(vocabulary.pieces(range(len(vocabulary)))):
        assert vocabulary.find(piece) == token_id
    assert vocabulary.find("<2xx>") is None
    assert vocabulary.find("no such piece") is None
    assert vocabulary.find("") is None


def test_named_symbols_are_told_from_the_special_ones(vocabulary):
    assert vocabulary.symbol_ids == {vocabulary.symbol_id("<2fr>"), vocabulary.symbol_id("<witty>")}
    assert Vocabulary.train(SENTENCES, 320).symbol_ids == frozenset()


@pytest.mark.parametrize("text", ["\ue001", "The \ue001 is here", "cat\ue001\ue002today", "猫\ue002は", "a \ue001, b"])
def test_marks_are_pieces_of_their_own_wherever_they_stand(text):
    marked = Vocabulary.train(SENTENCES, 320, ["<2fr>"], ["\ue001", "\ue002"])
    ids = marked.encode(text)
    assert marked.decode(ids) == text
    for mark in ("\ue001", "\ue002"):
        # Not even taken together with a space.
        assert ids.count(marked.find(mark)) == text.count(mark)
        assert marked.find(mark) not in marked.control_ids
        assert not marked.is_byte(marked.find(mark))


def test_without_marks_their_characters_are_spelled_in_bytes(vocabulary):
    assert vocabulary.find("\ue001") is None
    assert any(map(vocabulary.is_byte, vocabulary.encode("\ue001")))
    assert vocabulary.decode(vocabulary.encode("The \ue001")) == "The \ue001"


def test_size_is_taken_down_to_what_the_corpus_gives():
    assert len(Vocabulary.train(SENTENCES, 100_000)) < 1000


def test_size_is_taken_up_to_what_the_characters_need():
    many_characters = Vocabulary.train([f"漢字 {chr(0x4E00 + number)}" for number in range(300)], 100)
    assert len(many_characters) > 500
    assert not any(map(many_characters.is_byte, many_characters.encode("漢字")))


def test_nothing_to_learn_from():
    with pytest.raises(VocabularyError, match="no text"):
        Vocabulary.train(["", "  "], 100)


def test_saved_and_loaded(vocabulary, tmp_path):
    path = tmp_path / "vocabulary.model"
    vocabulary.save(path)
    assert Vocabulary.load(path).sha256 == vocabulary.sha256


@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_broken_files_are_named(tmp_path, content):
    path = tmp_path / "vocabulary.model"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"vocabulary\.model"):
        Vocabulary.load(path)
