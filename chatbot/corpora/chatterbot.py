"""ChatterBot YAML: a list of conversations by theme, each a list of turns."""

import re
from collections.abc import Iterator
from typing import Any

from chatbot.corpora.conversation import Dialogue, unnamed
from chatbot.corpora.files import CorpusFile
from shared.errors import CorpusError
from shared.text.lines import ReadReport

NAME = "ChatterBot YAML"

_MAX_BYTES = 20_000_000
_KEY = re.compile(r"^ *conversations:( *\[)?", re.MULTILINE)
# A list within a list, in blocks or as in JSON: `- - hi`, `- ["hi", "hello"]`, or `-` above `  - hi`.
_LISTS = re.compile(r"^ *-\s+(?:- |\[)", re.MULTILINE)


def fits(head: str) -> bool:
    """Whether a file that begins like this is of this format."""
    key = _KEY.search(head)
    return bool(key and (key[1] or _LISTS.search(head)))


def read(file: CorpusFile, report: ReadReport) -> Iterator[Dialogue]:
    """The conversations of a file, which is read as a whole: that is how YAML works."""
    for number, turns in enumerate(_conversations(file), start=1):
        place = f"{file.name}, conversation {number}"
        if isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns):
            yield unnamed(turns, place)
        else:
            report.skip("malformed", place)


def _conversations(file: CorpusFile) -> list[Any]:
    import yaml  # needed for training only

    content = file.content.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise CorpusError(f"{file.name}: longer than {_MAX_BYTES:,} bytes; split it")
    try:
        # Scalars stay as they are written: "Yes" is a reply, not a truth.
        return yaml.load(content, Loader=yaml.BaseLoader)["conversations"] or []
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, RecursionError) as error:
        cause = str(error).splitlines()[0]
        raise CorpusError(f"{file.name}: no YAML with `conversations` ({cause}); mend it or leave it out") from error
