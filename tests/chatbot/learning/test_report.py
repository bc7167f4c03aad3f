import pytest

from chatbot.dialogue import Turn
from chatbot.learning.examples import Example
from chatbot.learning.frames import FrameExample
from chatbot.learning.report import Samples, replies_in
from chatbot.symbols import BOT, NEUTRAL, SMALL_TALK, USER
from shared.config import ModelConfig
from shared.models.seq2seq import Seq2Seq
from shared.text.encoded import EncodedCorpus, EncodedWriter

REPLIES = [
    Example(NEUTRAL, (Turn(USER, "where are you"),), "in the kitchen"),
    Example(NEUTRAL, (Turn(USER, "hi"), Turn(BOT, "hello"), Turn(USER, "how are you")), "fine", SMALL_TALK),
]
OTHERS = [Example(NEUTRAL, (), "anybody may say that"), FrameExample((Turn(USER, "hello there"),), SMALL_TALK)]


@pytest.fixture
def corpus(vocabulary, tmp_path):
    with EncodedWriter(tmp_path) as writer:
        for example in (*OTHERS, *REPLIES):
            writer.add(*example.encoded(vocabulary, 100))
    return EncodedCorpus.open(tmp_path)


def test_replies_with_turns_before_them_are_found_again(corpus, vocabulary):
    found = [*replies_in(corpus, vocabulary, seed=1)]
    assert {(e.context, e.reply) for _, e in found} == {(e.context, e.reply) for e in REPLIES}
    assert sorted(source for source, _ in found) == sorted(e.encoded(vocabulary, 100)[0] for e in REPLIES)


def test_samples_answer_what_is_learned(corpus, vocabulary):
    model = Seq2Seq(ModelConfig(units=8), len(vocabulary))
    lines = [*Samples(corpus, vocabulary)(model)]
    assert sorted(line.partition(" -> ")[0] for line in lines) == ["  how are you", "  where are you"]
