"""How a reader is chosen, and what is said of a corpus that none can read."""

import gzip
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.corpora import DialogueReport, read_conversations
from shared.errors import CallError, CorpusError, ProjectError
from shared.text.lines import ReadReport

QNA = "# ? Help\n- help me\n\n```markdown\nI am here.\n```\n"
BEGINNINGS = [
    b"",
    b'{"turns": ["a", "b"]}\n',
    b'{"messages": [{"role": "user", "content": "a"}]}\n',
    b'{"type": "personal_chat", "messages": [{"id": 1, "from": "Ann", "text": "a"}',
    b'{"t_1": {"content": [{"message": "a", "agent": "b"}]}',
    b'[{"dialogue_id": "1", "turns": [{"speaker": "USER", "utterance": "a"}]}',
    b"12/31/20, 9:15 PM - Ann: hi\n",
    b"[31/12/2020, 21:15:03] Ann: hi\n",
    b"u0 +++$+++ u2 +++$+++ m0 +++$+++ ['L1']\n",
    b"a . __eou__ b . __eou__\n",
    b"1\n00:00:01,000 --> 00:00:02,000\nhi\n",
    b"user 1 personas,user 2 personas,Best Generated Conversation\n",
    b"# ? a\n- b\n```markdown\nc\n```\n",
    b"conversations:\n- - a\n  - b\n",
    b"a\tb\n",
    b"question,answer\na,b\n",
    b"a\nb\n",
    b"\xff\xfea\x00\n\x00",
]


def test_a_plain_report_will_do(tmp_path):
    (tmp_path / "pairs.tsv").write_text("hello\thi\n")
    report = ReadReport()
    assert [c.turns for c in read_conversations(tmp_path / "pairs.tsv", report)] == [("hello", "hi")]
    assert report.kept == 1


def test_the_report_tells_what_the_corpus_has(tmp_path):
    (tmp_path / "talk.jsonl").write_text(json.dumps({"turns": ["a", "b", "", "c"]}))
    report = DialogueReport()
    assert len(list(read_conversations(tmp_path / "talk.jsonl", report))) == 1
    assert report.lines() == [
        "JSON Lines; read 1 conversations, 4 turns; kept 1, skipped 1",
        "  skipped 1: an empty turn (talk.jsonl:1)",
    ]


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "talks" / "en"
    inside.mkdir(parents=True)
    (inside / "a.tsv").write_text("hello\thi\n")
    (inside / "b.qna").write_text(QNA)
    (inside / "README").write_text("No dialogue here.\nNone at all.\n")
    (inside / "schema.json").write_text('{"unknown": 1}')
    (inside / "empty.txt").write_text("")
    return tmp_path / "talks"


def test_a_folder_is_read_whole(folder, read):
    corpus = read(folder)
    assert corpus.turns == [("hello", "hi"), ("Help", "I am here."), ("help me", "I am here.")]
    assert corpus.report.places == {
        "a file in no known format": ["en/schema.json"],
        "a file of plain lines, which are read only if given by themselves": ["en/README"],
    }
    assert corpus.report.lines()[0].startswith(
        "tab-separated pairs, QnA Markdown; read 3 conversations, 6 turns; kept 3"
    )


@pytest.mark.parametrize("name", ["talks.tar.gz", "talks.tar.xz", "talks.zip"])
def test_an_archive_gives_the_same_as_its_folder(folder, read, pack, name):
    archive = pack(folder, name)
    assert sorted(read(archive).turns) == sorted(read(folder).turns) == sorted(read(archive / "talks" / "en").turns)
    with pytest.raises(CallError, match="holds no file below 'talks/fr'"):
        read(archive / "talks" / "fr")


def test_gzip(tmp_path, read):
    (tmp_path / "pairs.gz").write_bytes(gzip.compress(b"hello\thi\n"))
    assert read(tmp_path / "pairs.gz").turns == [("hello", "hi")]


@pytest.mark.parametrize("name", ["pairs.tsv.gz", "talks.tar.gz", "talks.tar.xz", "talks.tar"])
def test_cut_archives(folder, read, pack, name):
    path = folder.parent / name
    noise = "".join(f"{number * 7919}\t{number * 104729}\n" for number in range(30_000))
    if name.startswith("talks"):
        (folder / "en" / "long.tsv").write_text(noise)
        pack(folder, name)
    else:
        path.write_bytes(gzip.compress(noise.encode()))
    path.write_bytes(path.read_bytes()[:-40_000])
    with pytest.raises(CorpusError, match=f"{name}.*cut or broken"):
        read(path)


def test_a_damaged_zip(folder, read, pack):
    (folder / "en" / "long.tsv").write_text("".join(f"{n * 7919}\t{n * 104729}\n" for n in range(30_000)))
    path = pack(folder, "talks.zip")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 1_000] = b"\xff" * 1_000
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=r"long\.tsv: the compressed file is cut or broken"):
        read(path)


def test_a_zip_with_a_password(tmp_path, read):
    path = tmp_path / "talks.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tsv", "hello\thi\n")
    data = path.read_bytes()
    # The flag that says so, in the file's header and in the directory.
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(signature) + place
        data = data[:start] + b"\x01" + data[start + 1 :]
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=r"talks\.zip: the archive is cut or broken \(.*password"):
        read(path)


@pytest.mark.parametrize("content", [b"\x1f\x8b", gzip.compress(b"hello\thi\n")[:12], gzip.compress(b"a\tb\n")[:-4]])
def test_a_gzip_file_of_which_hardly_anything_is_left(sample, content):
    with pytest.raises(CorpusError, match=r"pairs\.tsv\.gz: the compressed file is cut or broken .*; get it again"):
        sample("pairs.tsv.gz", content)


def test_a_pipe_is_refused_unopened(tmp_path, read):
    os.mkfifo(tmp_path / "pairs")
    with pytest.raises(CallError, match=r"pairs: a pipe or a device, and a corpus is read more than once; give a file"):
        read(tmp_path / "pairs")


@pytest.mark.parametrize("forbidden", ["talks", "talks/en"])
def test_a_folder_that_must_not_be_read(folder, read, monkeypatch, forbidden):
    entries = Path.iterdir

    def iterdir(path):
        if path == folder.parent / forbidden:
            raise PermissionError(13, "Permission denied")  # to root, as whom tests may run, nothing is forbidden
        return entries(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(CallError, match=rf"{forbidden}: cannot be read \(Permission denied\)"):
        read(folder)


@pytest.mark.parametrize("name", [".DS_Store", "._a.tsv", ".git/config", "en/.~lock"])
def test_what_is_hidden_is_left_out(folder, read, pack, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("never\tlearned\n")
    for path in (folder, pack(folder, "talks.tar.gz"), pack(folder, "talks.zip")):
        corpus = read(path)
        assert len(corpus.turns) == 3
        assert name not in str(corpus.report.places)
    assert read(folder / name).turns == [("never", "learned")]  # asked for by itself


@pytest.mark.parametrize("content", ["hello\thi\rbye\tsee you\r", 'question,answer\r"hello",hi\rbye,"see\nyou"\r'])
def test_lines_that_end_in_carriage_returns(sample, content):
    assert sample("pairs", content).turns == [("hello", "hi"), ("bye", "see you")]
    assert sample("pairs", content.encode("utf-16")).turns == [("hello", "hi"), ("bye", "see you")]


def test_a_carriage_return_within_a_line_ends_none(sample):
    read = sample("film.txt", "Hello\rthere.\nHi.\nBye.\n")
    assert read.turns == [("Hello there.", "Hi.", "Bye.")]
    assert sample("film.txt", "Hello.\r\r\nHi.\r\r\n").turns == [("Hello.", "Hi.")]


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file(sample, content):
    with pytest.raises(CorpusError, match=r"talk\.txt: empty; give a file, a folder or an archive with dialogues"):
        sample("talk.txt", content)


def test_an_empty_folder(tmp_path, read):
    with pytest.raises(CorpusError, match="empty; give a file"):
        read(tmp_path)


def test_an_archive_of_nothing_that_is_known(tmp_path, read):
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        (tmp_path / "a.bin").write_bytes(bytes(range(256)))
        archive.add(tmp_path / "a.bin", "a.bin")
    with pytest.raises(CorpusError, match=r"x\.tar: in no known format; known are"):
        read(tmp_path / "x.tar")


def test_nothing_there(tmp_path, read):
    with pytest.raises(CallError, match="no such file"):
        read(tmp_path / "gone.tsv")


def test_me_is_empty(sample):
    with pytest.raises(CallError, match="--me is empty; give the name"):
        sample("pairs.tsv", "hello\thi\n", me=" \u200e")


def test_me_in_one_of_two_files(tmp_path, read):
    talk = [{"speaker": "Ann", "text": "a"}, {"speaker": "Ben", "text": "b"}]
    (tmp_path / "a.jsonl").write_text(json.dumps({"turns": talk}))
    (tmp_path / "b.tsv").write_text("hello\thi\n")
    corpus = read(tmp_path, me="Ben")
    assert corpus.learned == [["b"]]
    assert corpus.report.places == {"no speakers named, so nobody is Ben": ["b.tsv:1"]}


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8")))
def test_whatever_follows_a_beginning_is_read_or_refused_in_one_line(tmp_path_factory, beginning, rest):
    path = tmp_path_factory.mktemp("any") / "corpus"
    path.write_bytes(beginning + rest)
    report = DialogueReport()
    conversations, refused = [], None
    try:
        conversations = list(read_conversations(path, report))
    except ProjectError as error:
        refused = str(error)
    assert refused is None or ("corpus" in refused and len(refused.splitlines()) == 1)
    assert refused or report.kept == len(conversations)
    assert all(len(c.turns) > 1 and all(c.turns) for c in conversations)
    assert report.turns >= sum(len(c.turns) for c in conversations)
