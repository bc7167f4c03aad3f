"""The shipped bot on what anybody says first, graded by what was written down before it was trained."""

import re
import tomllib
from pathlib import Path

from chatbot import load_chatbot

CASES = Path(__file__).parent / "cases" / "small_talk.toml"
SEED = 1
REQUIRED = 45


def test_at_least_45_of_50_replies_are_acceptable():
    groups = tomllib.loads(CASES.read_text("utf-8"))
    chatbot = load_chatbot()
    refused = []
    for name, group in groups.items():
        for phrasing in group["phrasings"]:
            reply = chatbot.start(seed=SEED).reply(phrasing).text
            if not re.search(group["accept"], reply.lower().replace("’", "'")):
                refused.append(f"{name}: {phrasing!r} -> {reply!r}")
    assert sum(len(group["phrasings"]) for group in groups.values()) == 50
    assert 50 - len(refused) >= REQUIRED, "\n".join(refused)
