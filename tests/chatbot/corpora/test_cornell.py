import pytest

from shared.errors import CorpusError

LINES = """\
L1045 +++$+++ u0 +++$+++ m0 +++$+++ BIANCA +++$+++ They do <u>not</u>!
L1044 +++$+++ u2 +++$+++ m0 +++$+++ CAMERON +++$+++ They do to\x85
L985 +++$+++ u0 +++$+++ m0 +++$+++ BIANCA +++$+++ I hope so at the caf\xe9.
L984 +++$+++ u2 +++$+++ m0 +++$+++ CAMERON +++$+++ She okay?
L983 +++$+++ u2 +++$+++ m0 +++$+++ CAMERON +++$+++
no line at all
"""
CONVERSATIONS = """\
u0 +++$+++ u2 +++$+++ m0 +++$+++ ['L984', 'L985', 'L1044', 'L1045']
u0 +++$+++ u2 +++$+++ m0 +++$+++ ['L984', 'L7', 'L1044', 'L1045']
u0 +++$+++ u2 +++$+++ m0 +++$+++ ['L983', 'L985']
u0 +++$+++ u2 +++$+++ m0 +++$+++ []
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "cornell"
    folder.mkdir()
    (folder / "movie_lines.txt").write_bytes(LINES.encode("latin-1"))
    (folder / "movie_conversations.txt").write_text(CONVERSATIONS)
    (folder / "movie_titles_metadata.txt").write_text(
        "m0 +++$+++ a film +++$+++ 1999\nm1 +++$+++ another +++$+++ 2001\n"
    )
    (folder / "README.txt").write_text("Cornell Movie-Dialogs Corpus\n\nDistributed together with a paper.\n")
    return folder


TURNS = [
    ("She okay?", "I hope so at the café.", "They do to…", "They do not!"),
    ("They do to…", "They do not!"),
]


def test_both_files_together(folder, read):
    corpus = read(folder)
    assert corpus.turns == TURNS
    assert corpus.as_read == (3, 9)
    assert corpus.report.places == {
        "malformed": ["movie_lines.txt:6", "movie_conversations.txt:4"],
        "a line that is missing": ["movie_conversations.txt:2"],
        "an empty turn": ["movie_conversations.txt:3"],
        "without a reply": ["movie_conversations.txt:3"],
        "a file of plain lines, which are read only if given by themselves": [
            "README.txt",
            "movie_titles_metadata.txt",
        ],
    }


def test_one_file_finds_the_other(folder, read):
    assert read(folder / "movie_conversations.txt").turns == TURNS


def test_the_file_without_conversations_alone(folder, read, pack):
    for path in (folder, pack(folder, "cornell.zip") / "cornell"):
        with pytest.raises(CorpusError, match=r"movie_lines\.txt: does not say .*; give movie_conversations\.txt"):
            read(path / "movie_lines.txt")


def test_an_archive(folder, read, pack):
    for name in ("cornell.tar.gz", "cornell.zip"):
        assert read(pack(folder, name)).turns == TURNS
        assert read(pack(folder, name) / "cornell").turns == TURNS


def test_me(folder, read):
    assert read(folder, me="Cameron").learned == [["They do to…"]]


def test_a_copy_in_utf_8(folder, read):
    (folder / "movie_lines.txt").write_text(LINES.replace("\x85", "…"), "utf-8")
    assert read(folder).turns == TURNS


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("movie_lines.txt", r"movie_conversations\.txt: no movie_lines\.txt beside it"),
        ("movie_conversations.txt", r"movie_lines\.txt: no movie_conversations\.txt beside it"),
    ],
)
def test_one_of_two_is_missing(folder, read, gone, message):
    (folder / gone).unlink()
    with pytest.raises(CorpusError, match=message):
        read(folder)
