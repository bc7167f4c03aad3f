"""WhatsApp's export of a chat, as Android and iOS write it: dated lines, a message over one or more of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatbot.corpora.conversation import MAX_CHARACTERS, Dialogue
from chatbot.corpora.files import CorpusFile
from chatbot.corpora.messages import Message, dialogues_of
from chatbot.corpora.whatsapp_dates import STAMP, Clock, Stamp
from shared.text.lines import ReadReport, lines_of

NAME = "WhatsApp export"

# An export may begin with its title; who writes a dialogue otherwise puts no date before what is said.
_FIRST_LINES, _LEAST_STAMPS = 10, 2
_SPACES = str.maketrans("\u00a0\u202f", "  ")
# iOS begins what WhatsApp itself says with this mark, and Android with nothing.
_OWN = "\u200e"
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
# Notes may quote what people wrote, names hold no quotation mark.
_SPEAKER = re.compile(r'~? ?([^:"“«]{1,100}):(?: |$)')
_NO_TEXT = re.compile(
    r"<[^<>]{3,80}>|null"
    r"|.{1,200} \((?:file attached|datei angehängt|fichier joint|archivo adjunto|file allegato)\)"
    r"|(?:image|video|audio|gif|sticker|document|contact card)[^.!?]{0,80} (?:omitted|weggelassen|absente?|omitid[oa])"
    r"|(?:live )?location(?: shared.*|: https?://\S+)",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"(?:this message was|you) deleted(?: this message)?\.?|diese nachricht wurde gelöscht\.?"
    r"|du hast diese nachricht gelöscht\.?|ce message a été supprimé\.?|vous avez supprimé ce message\.?"
    r"|se eliminó este mensaje\.?|eliminaste este mensaje\.?",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:missed )?(?:group )?(?:voice|video) call(?:[,.] ?(?:\d.{0,20}|no answer|silenced.*|tap to.*))?\.?"
    r"|verpasster? (?:sprach|video)anruf.{0,40}|appel (?:vocal|vidéo) manqué.{0,40}"
    r"|(?:llamada|videollamada) perdida.{0,40}",
    re.IGNORECASE,
)
# Marks within a message: an attachment, or that it was edited.
_WITHIN = re.compile(_OWN + r"<[^<>]{3,80}>|<This message was edited>")


@dataclass
class _Entry:
    """One message while its lines are read."""

    place: str
    stamp: Stamp
    lines: list[str] = field(default_factory=list)
    characters: int = 0

    def add(self, line: str) -> None:
        """Another line of it; no more than make it too long to be learned, its speaker's name aside."""
        if self.characters <= 2 * MAX_CHARACTERS:
            self.lines.append(line)
            self.characters += len(line) + 1


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    first = head.split("\n", _FIRST_LINES)[:_FIRST_LINES]
    return _stamp(head) is not None or sum(_stamp(line) is not None for line in first) >= _LEAST_STAMPS


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The dialogues of a chat."""
    return dialogues_of(_messages(file, report))


def _messages(file: CorpusFile, report: ReadReport) -> Iterator[Message]:
    clock = Clock(stamp for line in file.head.splitlines() if (stamp := _stamp(line)))
    for entry in _entries(file, report):
        written = "\n".join(entry.lines)
        named = _SPEAKER.match(written)
        text = _WITHIN.sub("", written[named.end() :]) if named else ""
        reason = _unwanted(text) if named else "a note by WhatsApp"
        if reason:
            report.skip(reason, entry.place)
        elif named:
            yield Message(named[1].strip(), _without_attachment(text), clock.seconds(entry.stamp), entry.place)


def _entries(file: CorpusFile, report: ReadReport) -> Iterator[_Entry]:
    entry = None
    for number, line in lines_of(file.content, file.name, report):
        stamp = _stamp(line) if line is not None else None
        if line is not None and stamp:
            if entry:
                yield entry
            entry = _Entry(f"{file.name}:{number}", stamp)
            entry.add(_plain(line)[stamp.end() :])
        elif entry and line is not None:
            entry.add(line)
        elif line:
            report.skip("a line before the first message", f"{file.name}:{number}")
    if entry:
        yield entry


def _plain(line: str) -> str:
    return line.lstrip(_MARKS).translate(_SPACES)


def _stamp(line: str) -> Stamp | None:
    return STAMP.match(_plain(line[:100]))


def _unwanted(text: str) -> str:
    """Why a message says nothing of its own; empty if it does."""
    said = text.strip(_MARKS + " \n")
    if _DELETED.fullmatch(said):
        return "a deleted message"
    if _CALL.fullmatch(said):
        return "a call"
    if not _without_attachment(said):
        return "a message without text"
    return "a note by WhatsApp" if text.startswith(_OWN) else ""


def _without_attachment(text: str) -> str:
    """The text without a first line that names a file; what stands below is its caption."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if not first or _NO_TEXT.fullmatch(first.strip(_MARKS)) else text.strip()
