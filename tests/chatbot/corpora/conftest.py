import tarfile
import zipfile
from dataclasses import dataclass

import pytest

from chatbot.corpora import Conversation, DialogueReport, read_conversations


@dataclass
class Read:
    """What came of a corpus."""

    conversations: list[Conversation]
    report: DialogueReport

    @property
    def turns(self):
        return [conversation.turns for conversation in self.conversations]

    @property
    def learned(self):
        """The replies that may be learned, of each conversation."""
        return [
            [turn for place, turn in enumerate(c.turns) if place in (c.bot_turns or range(1, len(c.turns)))]
            for c in self.conversations
        ]

    @property
    def as_read(self):
        return self.report.conversations, self.report.turns


def read_path(path, me=None):
    report = DialogueReport()
    return Read(list(read_conversations(path, report, me)), report)


@pytest.fixture
def read():
    return read_path


@pytest.fixture
def sample(tmp_path):
    """Read a file with this content."""

    def written(name, content, me=None):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return read_path(tmp_path / name, me)

    return written


@pytest.fixture
def pack():
    """An archive of a folder, beside it."""

    def packed(folder, name):
        path = folder.parent / name
        if name.endswith(".zip"):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(folder.rglob("*")):
                    archive.write(file, file.relative_to(folder.parent))
        else:
            mode = {"gz": "w:gz", "xz": "w:xz", "tar": "w"}[name.rpartition(".")[2]]
            with tarfile.open(path, mode) as archive:
                archive.add(folder, folder.name)
        return path

    return packed
