"""Which reader a file of dialogues needs: told by how it begins, never by its name."""

import io
from collections.abc import Iterator
from pathlib import Path

from chatbot.corpora import chatterbot, json_lines, qna, tab_separated
from chatbot.corpora.conversation import Conversation
from chatbot.corpora.files import corpus_files
from shared.errors import CorpusError
from shared.text.lines import BROKEN_FILE, ReadReport

# Asked in this order: the last one fits whatever has a tab in it.
_READERS = (json_lines, qna, chatterbot, tab_separated)


def read_conversations(path: Path, report: ReadReport) -> Iterator[Conversation]:
    """The conversations of a corpus, in its order; what is skipped is counted in the report.

    Args:
        path: a file, folder or archive, as `corpus_files` takes it.
        report: counts what is kept and skipped; of a folder or an archive, also files of no known format.

    Raises:
        CallError: if there is nothing at `path`.
        CorpusError: if it is broken, or its only file is in no known format.
    """
    for name, file in corpus_files(path):
        head = _head(file, name)
        reader = next((reader for reader in _READERS if reader.fits(head)), None)
        if reader is not None:
            yield from reader.read(file, name, report)
        elif head and name == path.name:
            known = ", ".join(reader.NAME for reader in _READERS)
            raise CorpusError(f"{path}: in no known format; known are {known}")
        elif head:
            report.skip("a file in no known format", name)


def _head(file: io.BufferedReader, name: str) -> str:
    """How a file begins, white space before it left out; characters that are not UTF-8 are replaced."""
    try:
        return file.peek().decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    except BROKEN_FILE as error:
        raise CorpusError(f"{name}: the compressed file is cut or broken ({error}); get it again") from error
