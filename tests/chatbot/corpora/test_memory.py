"""That memory stays flat, whatever the size of a file: each is read by a process that may have little."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
READ = """
import resource, sys
from pathlib import Path
import ijson, yaml  # what is loaded is no memory of the corpus
from chatbot.corpora import DialogueReport, read_conversations
from shared.errors import ProjectError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = DialogueReport()
try:
    print(sum(1 for _ in read_conversations(Path(sys.argv[1]), report)), "kept")
except ProjectError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
MAX_GROWTH_MEGABYTES = 60
ONE_LINE = {
    "plain lines": (b"Hello.\nHi.\n", b"x", b"\nOh?\nYes.\n", "1 kept"),
    "tab separated": (b"hello\thi\n", b"x", b"\nbye\tsee you\n", "2 kept"),
    "JSON Lines": (b'{"turns": ["a", "b"]}\n{"turns": ["', b"x", b'"]}\n{"turns": ["a", "b"]}\n', "2 kept"),
    "CSV": (b"question,answer\nhello,hi\n", b"x,", b"\nbye,see you\n", "2 kept"),
    "WhatsApp": (b"1.2.20, 10:00 - Ann: a\n", b"x", b"\n1.2.20, 10:00 - Ben: b\n", "1 kept"),
    "Telegram": (b'{"type": "personal_chat", "messages": [{"text": "', b"x", b'"}]}', "a value longer than 5,000,000"),
    "Topical-Chat": (b'{"t": {"content": [{"agent": "a", "message": "', b"x", b'"}]}}', "a value longer than"),
    "Schema-Guided": (b'[{"dialogue_id": "1", "speaker": "x", "utterance": "', b"x", b'"}]', "a value longer than"),
    "nested": (b'[{"dialogue_id": "1", "speaker": "x", "utterance": ', b"[", b"]", "nested more than 100 deep"),
    "YAML": (b"conversations:\n- - ", b"x", b"\n", "longer than 20,000,000 bytes"),
    "QnA": (b"# ? a\n```markdown\nb\n```\n# ? c\n", b"x", b"\n", "1 kept"),
    "DailyDialog": (b"a . __eou__ b . __eou__\n", b"x __eou__ ", b"\nc . __eou__ d . __eou__\n", "2 kept"),
}
MANY_LINES = {
    "plain lines": (b"Hello.\n", b"x\n", "kept"),
    "QnA": (b"# ? a\n", b"- x\n", "0 kept"),
    "WhatsApp": (b"1.2.20, 10:00 - Ann: a\n", b"x\n", "only 'Ann' speaks"),
    "subtitles": (b"1\n00:00:01,000 --> 00:00:02,000\n", b"x\n", "0 kept"),
}


@contextlib.contextmanager
def written(path, first, unit, last, megabytes):
    """A file for as long as it is needed: many of them would fill the disk."""
    chunk = unit * (1_000_000 // len(unit))
    try:
        with path.open("wb") as file:
            file.write(first)
            for _ in range(megabytes):
                file.write(chunk)
            file.write(last)
        yield path
    finally:
        path.unlink()


def read_within(path):
    """What a process says of a corpus, and by how many megabytes it grew."""
    done = subprocess.run([sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True)
    *said, growth = done.stdout.splitlines()
    return "\n".join(said), int(growth)


@pytest.mark.parametrize("name", ONE_LINE)
def test_one_line(tmp_path, name):
    first, unit, last, expected = ONE_LINE[name]
    with written(tmp_path / "corpus", first, unit, last, 300) as path:
        said, growth = read_within(path)
    assert expected in said
    assert growth < MAX_GROWTH_MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", MANY_LINES)
def test_many_lines(tmp_path, name):
    first, unit, expected = MANY_LINES[name]
    with written(tmp_path / "corpus", first, unit, b"", 5) as path:
        said, growth = read_within(path)
    assert expected in said
    assert growth < MAX_GROWTH_MEGABYTES


@pytest.mark.slow
def test_a_large_export_is_streamed(tmp_path):
    pair = b'{"id": 1, "type": "message", "from": "Ann", "text": "%s"},\n{"id": 2, "from": "Ben", "text": "Hi"},\n'
    first = b'{"type": "personal_chat", "messages": ['
    with written(tmp_path / "result.json", first, pair % (b"x " * 300), b"{}]}", 100) as path:
        said, growth = read_within(path)
    assert "kept" in said
    assert growth < MAX_GROWTH_MEGABYTES
