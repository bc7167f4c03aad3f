"""What a user has told within a conversation; knows no model and no wording."""

from collections.abc import Iterable

from chatbot.symbols import TELL
from chatbot.understanding import Frame

# Of these people have several, which are kept side by side; of the others the last one told counts.
_SEVERAL = frozenset({"likes", "dislikes", "pet", "pet_name", "hobby"})


class Memory:
    """Facts by their kind.

    Args:
        frames: of the user's turns, oldest first.
    """

    def __init__(self, frames: Iterable[Frame] = ()):
        self._values: dict[str, list[str]] = {}
        for frame in frames:
            for kind, value in frame.slots if frame.skill == TELL else ():
                self._remember(kind, value)

    def _remember(self, kind: str, value: str) -> None:
        if not value:
            return
        known = self._values.get(kind, []) if kind in _SEVERAL else []
        self._values[kind] = [*(v for v in known if v.lower() != value.lower()), value]

    def recall(self, kind: str) -> str:
        """What was told of a kind, empty if nothing.

        Example: after "I like rain." and "I like old maps." `recall("likes")` -> `"rain and old maps"`
        """
        *others, last = self._values.get(kind, [""])
        return f"{', '.join(others)} and {last}" if others else last
