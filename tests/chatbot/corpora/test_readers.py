"""Each reader on a small sample in its true format, and on the real corpora where they are."""

import gzip
import io
import json
import tarfile

import pytest

from chatbot.corpora import OPEN_TALK, SMALL_TALK, read_conversations
from shared.errors import CallError, CorpusError
from shared.text.lines import ReadReport

QNA = """\
> # QnA pairs

> !# @qna.pair.source = qna_chitchat_Witty

# ? Are you hungry?
- do you eat
- want some [FOOD]

**Filters:**
- editorial = chitchat

```markdown
Only for data.
Always.
```

> !# @qna.pair.source = qna_chitchat_Caring

# ? Help
- help me

```markdown
I'm here. Call 555-867-5309 or visit www.example.org.
```
"""
YAML = """\
categories:
- food
conversations:
- - What do you eat?
  - Only 7 bytes.
  - 12
- - Alone
- not a list
"""


def read(path):
    report = ReadReport()
    return list(read_conversations(path, report)), report


def turns(path):
    return [conversation.turns for conversation in read(path)[0]]


def test_qna(tmp_path):
    (tmp_path / "chat.qna").write_text(QNA, "utf-8")
    conversations, report = read(tmp_path / "chat.qna")
    assert [(c.tone, c.turns) for c in conversations] == [
        ("witty", ("Are you hungry?", "Only for data. Always.")),
        ("witty", ("do you eat", "Only for data. Always.")),
        ("caring", ("Help", "I'm here.")),
        ("caring", ("help me", "I'm here.")),
    ]
    assert {c.kind for c in conversations} == {SMALL_TALK}
    assert report.kept == 4
    assert report.places["a turn with a placeholder"] == ["chat.qna:7"]


def test_chatterbot(tmp_path):
    (tmp_path / "food.yml").write_text(YAML, "utf-8")
    conversations, report = read(tmp_path / "food.yml")
    assert [c.turns for c in conversations] == [("What do you eat?", "Only 7 bytes.", "12")]
    assert report.places == {
        "without a reply": ["food.yml, conversation 2"],
        "malformed": ["food.yml, conversation 3"],
    }


def test_json_lines(tmp_path):
    records = [
        {"topic": "film", "turns": ["Hi", " there ", "you"]},
        {
            "messages": [
                {"role": "system", "content": "Be kind."},
                {"role": "user", "content": "A"},
                {"role": "assistant", "content": "B"},
            ]
        },
        {"turns": ["only one"]},
        {"turns": ["a", 3]},
        {"other": []},
        [1],
    ]
    lines = [json.dumps(record) for record in records]
    (tmp_path / "talk.jsonl").write_text("\n".join([*lines, "{cut"]), "utf-8")
    conversations, report = read(tmp_path / "talk.jsonl")
    assert [c.turns for c in conversations] == [("Hi", "there", "you"), ("A", "B")]
    assert {c.kind for c in conversations} == {OPEN_TALK}
    assert report.places == {
        "without a reply": ["talk.jsonl:3"],
        "malformed": [f"talk.jsonl:{number}" for number in (4, 5, 6, 7)],
    }


def test_a_turn_that_cannot_be_learned_parts_a_conversation(tmp_path):
    talk = ["a", "b", "", "c", "d", "x" * 501, "e", "f <name> g", "h"]
    (tmp_path / "talk.jsonl").write_text(json.dumps({"turns": talk}), "utf-8")
    conversations, report = read(tmp_path / "talk.jsonl")
    assert [c.turns for c in conversations] == [("a", "b"), ("c", "d")]
    assert {c.first_turn for c in conversations} == {"a"}
    assert report.skipped == {
        "an empty turn": 1,
        "a turn longer than 500 characters": 1,
        "a turn with a placeholder": 1,
    }


def test_tab_separated(tmp_path):
    (tmp_path / "pairs.tsv").write_bytes(b"hello\thi\tmore\nno tab\n\nbad \xff\tx\nbye\tsee you\n")
    conversations, report = read(tmp_path / "pairs.tsv")
    assert [c.turns for c in conversations] == [("hello", "hi"), ("bye", "see you")]
    assert report.places == {"malformed": ["pairs.tsv:2"], "not UTF-8": ["pairs.tsv:4"]}


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "talks" / "en"
    inside.mkdir(parents=True)
    (inside / "a.tsv").write_text("hello\thi\n")
    (inside / "b.qna").write_text(QNA)
    (inside / "README").write_text("No dialogue here.")
    (inside / "empty.txt").write_text("")
    return tmp_path / "talks"


def pack(folder, name):
    mode = {"gz": "w:gz", "xz": "w:xz", "tar": "w"}[name.rpartition(".")[2]]
    with tarfile.open(folder.parent / name, mode) as archive:
        archive.add(folder, "talks")
    return folder.parent / name


def test_a_folder_is_read_whole(folder):
    conversations, report = read(folder)
    assert len(conversations) == 5
    assert report.places["a file in no known format"] == ["en/README"]


def test_an_archive_gives_the_same_as_its_folder(folder):
    archive = pack(folder, "talks.tar.gz")
    assert sorted(turns(archive)) == sorted(turns(folder)) == sorted(turns(archive / "talks" / "en"))
    with pytest.raises(CallError, match="holds no file below 'talks/fr'"):
        read(archive / "talks" / "fr")


def test_gzip(tmp_path):
    (tmp_path / "pairs.gz").write_bytes(gzip.compress(b"hello\thi\n"))
    assert turns(tmp_path / "pairs.gz") == [("hello", "hi")]


@pytest.mark.parametrize("name", ["pairs.tsv.gz", "talks.tar.gz", "talks.tar.xz", "talks.tar"])
def test_cut_archives(folder, name):
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


def test_no_known_format(tmp_path):
    (tmp_path / "novel.txt").write_text("It was a dark night.")
    with pytest.raises(CorpusError, match=r"novel\.txt: in no known format; known are JSON Lines, QnA"):
        read(tmp_path / "novel.txt")


def test_nothing_there(tmp_path):
    with pytest.raises(CallError, match="no such file"):
        read(tmp_path / "gone.tsv")


def test_a_very_long_line_is_not_held_in_memory(tmp_path):
    path = tmp_path / "pairs.tsv"
    with gzip.open(path, "wb") as file:
        file.write(b"hello\thi\n")
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b"\nbye\tsee you\n")
    conversations, report = read(path)
    assert len(conversations) == 2
    assert report.places == {"longer than 100,000 bytes": ["pairs.tsv:2"]}


def test_broken_yaml(tmp_path):
    (tmp_path / "bad.yml").write_text("conversations:\n- - a\n  - b\n- - ]\n")
    with pytest.raises(CorpusError, match=r"bad\.yml: no YAML"):
        read(tmp_path / "bad.yml")


@pytest.mark.parametrize(
    ("path", "kept", "held_out"),
    [
        ("self-dialogue/self-dialogue.jsonl.gz", 23_289, 454),
        ("ms-personality-chat/english.tar.gz", 48_965, 1_005),
        ("chatterbot-corpus/chatterbot-corpus.tar.gz/english", 1_986, 138),
    ],
)
def test_real_corpora(corpora_dir, path, kept, held_out):
    conversations, report = read(corpora_dir / "corpora" / path)
    assert len(conversations) == report.kept == kept
    assert sum(conversation.held_out for conversation in conversations) == held_out


def test_head_is_not_lost_to_looking_at_it():
    from chatbot.corpora.reading import _head

    file = io.BufferedReader(io.BytesIO(b"\xef\xbb\xbf {}\n"))
    assert _head(file, "x") == "{}\n"
    assert file.read() == b"\xef\xbb\xbf {}\n"
