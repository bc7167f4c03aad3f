"""Who speaks in a corpus, and whether the person whose replies are wanted is among them; knows no format."""

from collections import Counter
from pathlib import Path

from chatbot.corpora.conversation import Dialogue, speaker_key
from shared.errors import CallError, CorpusError
from shared.text.normalize import normalize

_SHOWN = 20
# More than any corpus names; a broken file must not fill the memory with them.
_MAX_SPEAKERS = 100_000


class Speakers:
    """How often each speaker of a corpus speaks, whatever the capitals of their names."""

    def __init__(self) -> None:
        self.all_named = True
        self._turns: Counter[str] = Counter()
        self._names: dict[str, str] = {}

    def add(self, dialogue: Dialogue) -> None:
        """Count the speakers of a dialogue."""
        for utterance in dialogue.utterances:
            if not utterance.is_turn:
                continue
            key = speaker_key(utterance.speaker)
            if not key:
                self.all_named = False
            elif key in self._names or len(self._names) < _MAX_SPEAKERS:
                self._turns[key] += 1
                self._names.setdefault(key, normalize(utterance.speaker))

    def require(self, name: str, path: Path) -> None:
        """Raise `CallError` if there are names, but nobody of that name spoke."""
        if self._names and speaker_key(name) not in self._names:
            most = [f"{self._names[key]!r}" for key, _ in self._turns.most_common(_SHOWN)]
            more = f" and {len(self._names) - _SHOWN:,} more" if len(self._names) > _SHOWN else ""
            raise CallError(f"--me {name}: nobody in {path} has that name; there are {', '.join(most)}{more}")

    def require_two(self, path: Path) -> None:
        """Raise `CorpusError` if one person alone spoke."""
        if self.all_named and len(self._names) == 1:
            (name,) = self._names.values()
            raise CorpusError(f"{path}: only {name!r} speaks, so there is no reply to learn; give one with two people")
