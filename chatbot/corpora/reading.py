"""Which reader a file of dialogues needs: told by how it begins, never by its name."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from chatbot.corpora import (
    chatterbot,
    comma_separated,
    cornell,
    daily_dialog,
    json_lines,
    plain_lines,
    qna,
    schema_guided,
    speaker_table,
    subtitles,
    synthetic_persona,
    tab_separated,
    telegram,
    topical_chat,
    whatsapp,
)
from chatbot.corpora.conversation import Conversation, Dialogue, speaker_key, usable_parts
from chatbot.corpora.files import CorpusFile, corpus_files
from chatbot.corpora.report import DialogueReport
from chatbot.corpora.speakers import Speakers
from shared.errors import CallError, CorpusError
from shared.text.lines import ReadReport

# Asked in this order: the particular before the general.
_READERS: tuple[ModuleType, ...] = (
    telegram,
    topical_chat,
    schema_guided,
    json_lines,
    whatsapp,
    cornell,
    daily_dialog,
    subtitles,
    synthetic_persona,
    qna,
    chatterbot,
    speaker_table,
    tab_separated,
    comma_separated,
)
# Fits whatever is text, a README beside a corpus too: so it is asked only where the others find nothing at all, and
# then has to fit half of the files.
_LAST_RESORT = plain_lines
_MAX_UNDECODABLE = 0.1


def read_conversations(path: Path, report: ReadReport, me: str | None = None) -> Iterator[Conversation]:
    """The conversations of a corpus, in its order; what is skipped is counted in the report.

    Args:
        path: a file, folder or archive, as `corpus_files` takes it.
        report: counts what is kept and skipped; of a folder or an archive, also files of no known format. A
            `DialogueReport` also counts conversations and turns as the corpus has them.
        me: the person whose turns may be learned as replies, whatever the capitals; None for all.

    Raises:
        CallError: if there is nothing at `path`, or, once all is read, if others are named and nobody has that name.
        CorpusError: if it is broken, empty, in no known format, or one person alone speaks.
    """
    if me is not None and not speaker_key(me):
        raise CallError("--me is empty; give the name of the person whose replies to learn")
    speakers = Speakers()
    found = False
    for dialogue in _dialogues(path, report):
        speakers.add(dialogue)
        if isinstance(report, DialogueReport):
            report.count(dialogue)
        for conversation in usable_parts(dialogue, report, me or ""):
            found = True
            yield conversation
    if me is not None:
        speakers.require(me, path)
    if not found:
        speakers.require_two(path)


def _dialogues(path: Path, report: ReadReport) -> Iterator[Dialogue]:
    """What all readers yield; plain lines only if most files of the corpus are plain lines."""
    others: list[str] = []
    plain: set[str] = set()
    found = False
    for file in corpus_files(path):
        reader = _reader(file.head)
        if reader is not None:
            found = True
            yield from _read(reader, file, report)
        elif file.head:
            others.append(file.name)
            if _is_text(file.head) and _LAST_RESORT.fits(file.head):
                plain.add(file.name)
    if not found:
        _require_plain(path, others, plain)
        yield from _plain_dialogues(path, plain, report)
    for name in others:
        if name not in plain:
            report.skip("a file in no known format", name)
        elif found:
            report.skip("a file of plain lines, which are read only if given by themselves", name)


def _plain_dialogues(path: Path, plain: Collection[str], report: ReadReport) -> Iterator[Dialogue]:
    for file in corpus_files(path):
        if file.name in plain:
            yield from _read(_LAST_RESORT, file, report)


def _read(reader: ModuleType, file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    if isinstance(report, DialogueReport):
        report.add_format(reader.NAME)
    yield from reader.read(file, report)


def _require_plain(path: Path, names: Sequence[str], plain: Collection[str]) -> None:
    """Raise `CorpusError` unless at least half of the files are plain lines."""
    if not names:
        raise CorpusError(f"{path}: empty; give a file, a folder or an archive with dialogues")
    if 2 * len(plain) < len(names):
        known = ", ".join(reader.NAME for reader in (*_READERS, _LAST_RESORT))
        raise CorpusError(f"{path}: in no known format; known are {known}, all in UTF-8")


def _reader(head: str) -> ModuleType | None:
    return next((reader for reader in _READERS if reader.fits(head)), None) if _is_text(head) else None


def _is_text(head: str) -> bool:
    """Whether it can be text at all: no zero bytes, and hardly any that are no UTF-8."""
    return "\0" not in head and head.count("\ufffd") <= _MAX_UNDECODABLE * len(head)
