"""The turns of a JSON record in which each names its speaker; knows no file."""

from typing import Any

from chatbot.corpora.conversation import Utterance


def spoken_turns(record: Any, turns: str, text: str, speaker: str) -> list[Utterance]:
    """The turns of a record, given the keys of the list and of what stands in each; none if it is malformed.

    Example: `{"turns": [{"who": "Anna", "said": "hi"}]}`, `"turns"`, `"said"`, `"who"` -> `[Utterance("hi", "Anna")]`
    """
    try:
        pairs = [(turn[text], turn[speaker]) for turn in record[turns]]
    except (KeyError, TypeError, IndexError):
        return []
    well_formed = all(isinstance(part, str) for pair in pairs for part in pair)
    return [Utterance(*pair) for pair in pairs] if well_formed else []
