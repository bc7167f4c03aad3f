import pytest

from shared.errors import CorpusError

ROWS = ["Ann{}Hello", "ann{}How are you?", "Ben{}Fine", "only one", "Ann{}Good"]


@pytest.mark.parametrize("mark", "\t,;")
def test_speakers_and_texts(sample, mark):
    rows = "\n".join(row.format(mark) for row in ROWS)
    read = sample("talk", f"Speaker{mark}Text\n{rows}\n")
    assert read.report.formats == ["speakers and texts in two columns"]
    assert read.as_read == (1, 4)
    assert read.report.places == {"malformed": ["talk:5"]}
    assert sample("talk", f"speaker{mark}message\n{rows}\n", me="Ben").learned == [["Fine"]]


def test_columns_in_the_other_order_and_quoted(sample):
    assert sample("talk.csv", 'text,name\n"Hello, you",Ann\nHi,Ben\n').turns == [("Hello, you", "Hi")]
    assert sample("talk.tsv", '"name"\t"text"\n"Ann"\t"Hello"\n"Ben"\t"Hi"\n').turns == [("Hello", "Hi")]


def test_one_speaker_only(sample):
    with pytest.raises(CorpusError, match="only 'Ann' speaks"):
        sample("talk.csv", "speaker,text\nAnn,Hello\nAnn,Hi\n")


def test_more_columns_are_no_such_table(sample):
    assert sample("talk.csv", "id,speaker,text\n1,Ann,Hello\n2,Ben,Hi\n").turns == []
