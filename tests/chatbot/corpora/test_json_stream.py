import io
import json

import pytest

from chatbot.corpora.files import CorpusFile
from chatbot.corpora.json_stream import values
from shared.errors import CorpusError

DOCUMENT = {"a": [{"b": [1, [2, {}]]}, "x", None, []], "c": {"d": {"a": 2.5}}, "e": True}


def read(content, wanted):
    data = io.BufferedReader(io.BytesIO(content if isinstance(content, bytes) else json.dumps(content).encode()))
    return [(place, value) for place, value in values(CorpusFile("x.json", data, "", lambda: iter(())), wanted)]


def twin(value, wanted, place=()):
    """The same, of a document in memory."""
    if wanted(place):
        return [(place, value)]
    members = (
        value.items() if isinstance(value, dict) else [("[]", v) for v in value] if isinstance(value, list) else ()
    )
    return [found for key, member in members for found in twin(member, wanted, (*place, key))]


@pytest.mark.parametrize(
    "wanted",
    [
        lambda place: True,
        lambda place: len(place) == 1,
        lambda place: len(place) == 2,
        lambda place: place[-1:] == ("[]",),
        lambda place: place[-1:] in (("a",), ("b",)) and len(place) > 1,
        lambda place: len(place) == 5,
        lambda place: False,
    ],
)
def test_values_are_those_of_the_document_in_memory(wanted):
    assert read(DOCUMENT, wanted) == twin(DOCUMENT, wanted)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"a": 1} x', b'{"a": "\xff"}', b"[1,]", b"NaN", b'["\n"]', b"[" * 3_000, b"[" + b"1" * 5_000 + b"]"],
)
def test_what_is_no_json(content):
    with pytest.raises(CorpusError, match=r"^x\.json: (no well-formed JSON \([^)]+\)|JSON nested).*[a-z]$"):
        read(content, lambda place: len(place) == 9_999)


@pytest.mark.parametrize("content", [b'["' + b"x" * 9_000_000, b'[["' + b'x","' * 3_000_000])
def test_a_value_that_would_fill_the_memory(content):
    with pytest.raises(CorpusError, match=r"x\.json: a value longer than 5,000,000 bytes; take it out"):
        read(content, lambda place: place == ("[]",))


def test_many_values_are_no_long_one():
    content = b"[" + b",".join([b'"' + b"x" * 1_000_000 + b'"'] * 12) + b"]"
    assert len(read(content, lambda place: place == ("[]",))) == 12
