"""The shipped bot on what anybody says first, graded by what was written down before it was trained."""

import re
import tomllib
from pathlib import Path

import pytest

from chatbot import load_chatbot

CASES = Path(__file__).parent / "cases" / "small_talk.toml"
SEED = 1
AIM = 45


@pytest.fixture(scope="module")
def refused():
    """The phrasings whose reply is not acceptable, each with the reply."""
    groups = tomllib.loads(CASES.read_text("utf-8"))
    assert sum(len(group["phrasings"]) for group in groups.values()) == 50
    chatbot = load_chatbot()
    found = []
    for name, group in groups.items():
        for phrasing in group["phrasings"]:
            reply = chatbot.start(seed=SEED).reply(phrasing).text
            if not re.search(group["accept"], reply.lower().replace("’", "'")):
                found.append(f"{name}: {phrasing!r} -> {reply!r}")
    return found


def test_at_least_45_of_50(refused):
    assert 50 - len(refused) >= AIM, "\n".join(refused)
