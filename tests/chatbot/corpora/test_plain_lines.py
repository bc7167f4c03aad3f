import pytest

from shared.errors import CorpusError


def test_each_line_is_answered_by_the_next(sample):
    read = sample("film.txt", "- Who's there?\nIt's me.\n– Come in.\n\n\nAlone.\n  \nOh?\nYes.")
    assert read.turns == [("Who's there?", "It's me.", "Come in."), ("Oh?", "Yes.")]
    assert read.as_read == (3, 6)
    assert read.report.places == {"without a reply": ["film.txt:6"]}


def test_talk_without_an_end_is_cut(sample):
    read = sample("film.txt", "".join(f"line {number}\n" for number in range(50)))
    assert [len(turns) for turns in read.turns] == [20, 20, 10]
    assert read.turns[1][0] == "line 20"


def test_a_line_that_is_not_utf_8(sample):
    read = sample("film.txt", b"Hello.\nHi.\ncaf\xe9\nBye.\n")
    assert read.turns == [("Hello.", "Hi.", "Bye.")]
    assert read.report.places == {"not UTF-8": ["film.txt:3"]}


@pytest.mark.parametrize(
    "content",
    [
        "It was a dark night.",
        '[\n{"service": 1},\n{"service": 2}\n]',
        '{\n"a": 1\n}',
        "<?xml version='1.0'?>\n<a>\n</a>",
        "<!DOCTYPE html>\n<p>\n</p>",
        "[Script Info]\nTitle: A film\n",
        b"\x00\x01\n\x02\n",
        b"\xff\x80\x81\n\xfe\x90\n\x93\n",
    ],
)
def test_what_is_no_talk(sample, content):
    with pytest.raises(CorpusError, match=r"x: in no known format; known are Telegram .*, plain lines, all in UTF-8$"):
        sample("x", content)


def test_of_a_folder_most_files_have_to_be_plain(tmp_path, read):
    (tmp_path / "film.txt").write_text("Who?\nMe.\n")
    assert read(tmp_path).turns == [("Who?", "Me.")]
    for number in range(2):
        (tmp_path / f"{number}.json").write_text('{"unknown": 1}')
    with pytest.raises(CorpusError, match="in no known format"):
        read(tmp_path)


def test_what_is_not_plain_beside_plain_files_is_counted(tmp_path, read):
    (tmp_path / "film.txt").write_text("Who?\nMe.\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00")
    assert read(tmp_path).report.places == {"a file in no known format": ["picture.png"]}
