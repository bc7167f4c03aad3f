"""What was read of dialogue corpora: as they have it, and what was kept of it; knows no format."""

from dataclasses import dataclass

from chatbot.corpora.conversation import Dialogue
from shared.text.lines import ReadReport


@dataclass
class DialogueReport(ReadReport):
    """A report that also counts conversations and turns before anything is skipped."""

    conversations: int = 0
    turns: int = 0

    def count(self, dialogue: Dialogue) -> None:
        """Count a conversation and its turns."""
        self.conversations += 1
        self.turns += sum(utterance.is_turn for utterance in dialogue.utterances)

    def lines(self) -> list[str]:
        """The report for a reader: what the corpus has, what was kept, then a line a reason."""
        first, *reasons = super().lines()
        return [f"read {self.conversations:,} conversations, {self.turns:,} turns; {first}", *reasons]
