"""ChatterBot YAML: a list of conversations by theme, each a list of turns."""

from collections.abc import Iterator
from typing import IO

from chatbot.corpora.conversation import Conversation, usable_parts
from shared.errors import CorpusError
from shared.text.lines import ReadReport

NAME = "ChatterBot YAML"

_MAX_BYTES = 20_000_000


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    return "conversations:" in head and any(line.startswith("- - ") for line in head.splitlines())


def read(file: IO[bytes], name: str, report: ReadReport) -> Iterator[Conversation]:
    """The conversations of a file, which is read as a whole: that is how YAML works."""
    import yaml  # needed for training only

    content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise CorpusError(f"{name}: longer than {_MAX_BYTES:,} bytes; split it")
    try:
        conversations = yaml.safe_load(content)["conversations"]
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        cause = str(error).splitlines()[0]
        raise CorpusError(f"{name}: no YAML with `conversations` ({cause}); mend it or leave it out") from error
    for number, turns in enumerate(conversations or (), start=1):
        place = f"{name}, conversation {number}"
        if isinstance(turns, list) and turns and all(isinstance(turn, str | int | float) for turn in turns):
            yield from usable_parts([str(turn) for turn in turns], place, report)
        else:
            report.skip("malformed", place)
