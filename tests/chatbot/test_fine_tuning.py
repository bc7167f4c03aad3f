"""Going on from the shipped bot with a domain that it has never heard of: that is learned, and what it knew is kept."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reference.library_desk import QUESTIONS, pairs, unseen
from reference.small_talk_cases import COUNT, refused_small_talk

from chatbot import load_chatbot
from chatbot.scoring.small_talk import nearness

ROOT = Path(__file__).parents[2]


def right_answers(chatbot, cases):
    """How many replies are nearest to the right answer of all."""
    replies = [(chatbot.start(seed=1).reply(said).text, answer) for said, answer in cases]
    best = [max(nearness(reply, [other]) for other in QUESTIONS) for reply, _ in replies]
    return sum(most > 0 and nearness(r, [answer]) == most for (r, answer), most in zip(replies, best, strict=True))


def small_talk(chatbot):
    """How many of the written cases of small talk are answered acceptably."""
    return COUNT - len(refused_small_talk(chatbot))


@pytest.mark.slow
def test_a_new_domain_is_learned_and_small_talk_is_kept(tmp_path):
    drawn = pairs(1600)
    learned, others = drawn[:1500], drawn[1500:]
    (tmp_path / "desk.tsv").write_text("".join(f"{said}\t{answer}\n" for said, answer in learned), "utf-8")
    command = [sys.executable, "-m", "chatbot.train", tmp_path / "desk.tsv", "--init", "pretrained"]
    started = time.monotonic()
    subprocess.run([*command, "--output", tmp_path / "run"], cwd=ROOT, env=os.environ, check=True)
    seconds = time.monotonic() - started
    before, after = load_chatbot(), load_chatbot(tmp_path / "run" / "bundle")
    figures = {
        "seconds": round(seconds),
        "learned": right_answers(after, learned[:100]),
        "not learned, of 100": right_answers(after, others),
        "in other words, of 25": right_answers(after, unseen()),
        "small talk of 50, before": small_talk(before),
        "small talk of 50, after": small_talk(after),
    }
    assert right_answers(before, unseen()) <= 2
    assert figures["learned"] >= 90, figures
    assert figures["not learned, of 100"] >= 90, figures
    assert figures["in other words, of 25"] >= 13, figures
    # What is reached, less a little; the aim is to forget nothing.
    assert figures["small talk of 50, after"] >= figures["small talk of 50, before"] - 10, figures
