"""What was read of dialogue corpora: as they have it, and what was kept of it; knows no format."""

from dataclasses import dataclass, field

from chatbot.corpora.conversation import Dialogue
from shared.text.lines import ReadReport


@dataclass
class DialogueReport(ReadReport):
    """A report that also counts conversations and turns before anything is skipped, and names the formats they had."""

    conversations: int = 0
    turns: int = 0
    formats: list[str] = field(default_factory=list)

    def add_format(self, name: str) -> None:
        """Name a format that a file was taken for."""
        if name not in self.formats:
            self.formats.append(name)

    def count(self, dialogue: Dialogue) -> None:
        """Count a conversation and its turns."""
        self.conversations += 1
        self.turns += sum(utterance.is_turn for utterance in dialogue.utterances)

    def lines(self) -> list[str]:
        """The report for a reader: formats, what the corpus has, what was kept, then a line a reason."""
        first, *reasons = super().lines()
        read = f"read {self.conversations:,} conversations, {self.turns:,} turns"
        return [f"{', '.join(self.formats)}; {read}; {first}", *reasons]
