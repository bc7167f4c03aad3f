"""Whether the right skill answers, and rightly where that can be told."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from chatbot.bot import Chatbot
from chatbot.scoring.cases import NOT_CRISIS
from chatbot.scoring.result import Failure, Result
from chatbot.symbols import ARITHMETIC, CHAT, CRISIS, LANGUAGE, PHRASE, TELL, TRANSLATE

_SEED = 1


def score_skills(chatbot: Chatbot, cases: Mapping[str, Any]) -> Result:
    """Each phrasing alone, as the first thing that is said."""
    counts, failures = Counter[str](), []
    for name, table in cases.items():
        for case in table["cases"]:
            case = {"said": case} if isinstance(case, str) else case
            conversation = chatbot.start(seed=_SEED)
            reply = conversation.reply(case["said"])
            counts[name] += 1
            answer = conversation.last_answer
            assert answer is not None
            frame = answer.frame
            right = frame.skill == name or (name == NOT_CRISIS and frame.skill != CRISIS)
            if name == TRANSLATE:
                found = frame.value(PHRASE).lower(), frame.value(LANGUAGE).lower()
                right = right and found == (case["phrase"].lower().strip(" .!?"), case["language"].lower())
            elif name == ARITHMETIC:
                right = right and reply.text.rpartition("= ")[2] == case["value"].replace(",", "")
            elif name == CHAT:  # who talks of films may tell a taste
                right = frame.skill in (CHAT, TELL)
            if not right:
                wanted = case.get("value") or f"{case.get('phrase', '')} {case.get('language', name)}"
                failures.append(Failure(name, case["said"], f"[{frame.skill} {frame.slots}] {reply.text}", wanted))
    return Result("skills", counts, failures)
