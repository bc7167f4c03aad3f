"""What anybody says first, graded by what was written down before a bot was trained."""

import re
import tomllib
from pathlib import Path

CASES = Path(__file__).parents[1] / "chatbot" / "cases" / "small_talk.toml"
COUNT, SEED = 50, 1


def refused_small_talk(chatbot):
    """The phrasings whose reply is not acceptable, each with the reply."""
    groups = tomllib.loads(CASES.read_text("utf-8"))
    assert sum(len(group["phrasings"]) for group in groups.values()) == COUNT
    found = []
    for name, group in groups.items():
        for phrasing in group["phrasings"]:
            reply = chatbot.start(seed=SEED).reply(phrasing).text
            if not re.search(group["accept"], reply.lower().replace("’", "'")):
                found.append(f"{name}: {phrasing!r} -> {reply!r}")
    return found
