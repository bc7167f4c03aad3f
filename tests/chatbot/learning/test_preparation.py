"""What is told of corpora before they are learned, and what of them is held out."""

import pytest

from chatbot.corpora.conversation import HELD_OUT_ONE_IN
from chatbot.learning.preparation import Corpora, Corpus
from shared.errors import CallError, CorpusError
from shared.text.splits import is_held_out

SHARE = 0.15
HELD_OUT = [said for said in (f"say {number}" for number in range(500)) if is_held_out(said, HELD_OUT_ONE_IN)]


@pytest.fixture
def corpora(tmp_path):
    """Corpora of files with these contents."""

    def written(me=None, **contents):
        for name, content in contents.items():
            (tmp_path / name).write_text(content)
        return Corpora([Corpus(str(tmp_path / name)) for name in contents], me)

    return written


def test_what_is_told(corpora, capsys):
    corpora(pairs=f"hello\thi\nbye\tsee you\n{HELD_OUT[0]}\tok\n").survey(SHARE)
    said = capsys.readouterr().err
    assert "/pairs: tab-separated pairs; read 3 conversations, 6 turns; kept 3, skipped 0\n" in said
    assert "2 conversations, 4 turns, 2 pairs to learn; 1 conversations held out" in said


@pytest.mark.parametrize(("count", "which"), [(1, "it"), (3, "each")])
def test_where_all_are_held_out_that_is_said(corpora, count, which):
    found = corpora(pairs="".join(f"{said}\tok\n" for said in HELD_OUT[:count]))
    with pytest.raises(CorpusError, match=f"the first turn puts {which} among those held out for scoring"):
        found.survey(SHARE)


def test_some_are_held_out(corpora):
    found = corpora(pairs=f"hello\thi\n{HELD_OUT[0]}\tok\n")
    found.survey(SHARE)
    assert [c.turns[0] for c in found.learned()] == ["hello"]
    assert [c.turns[0] for c in found.held_out()] == [HELD_OUT[0]]


def test_of_small_talk_what_is_spared_is_counted_as_held_out(corpora, capsys):
    phrasings = [f"do you like number {number}" for number in range(48)]
    small_talk = "# ? Numbers?\n" + "".join(f"- {said}\n" for said in phrasings) + "```\nYes.\n```\n"
    plan = corpora(talk=small_talk).survey(SHARE)
    assert 30 < plan.conversations < 49
    said = capsys.readouterr().err
    assert "kept 49, skipped 0" in said
    assert f"to learn; {49 - plan.conversations} conversations held out" in said


@pytest.mark.parametrize(
    ("content", "cause"),
    [("question,answer\n", "there is none in it"), ("# ? Help\n- help me\n", "see what was skipped")],
)
def test_nothing_to_learn(corpora, capsys, content, cause):
    with pytest.raises(CorpusError, match=f"corpus: no conversation to learn; {cause}"):
        corpora(corpus=content).survey(SHARE)


def test_me_where_nobody_is_named(corpora, capsys):
    talk = "speaker,text\nAnn,Hello\nBen,Hi\n"
    assert corpora(me="Ben", pairs="hello\thi\n", talk=talk).survey(SHARE).pairs == 1
    assert "skipped 1: no speakers named, so nobody is Ben (pairs:1)" in capsys.readouterr().err
    with pytest.raises(CorpusError, match="no conversation to learn; see what was skipped"):
        corpora(me="Ben", pairs="hello\thi\n").survey(SHARE)


def test_an_empty_path():
    with pytest.raises(CallError, match="the path of a corpus is empty; give a file"):
        Corpus("")
