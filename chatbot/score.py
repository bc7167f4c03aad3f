"""`python -m chatbot.score`: how good a bot is at small talk, at remembering, and at telling apart what is wanted."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chatbot import PRETRAINED, load_chatbot
from chatbot.corpora import read_conversations
from chatbot.scoring.cases import memory_cases, skill_cases
from chatbot.scoring.memory import score_memory, score_untold
from chatbot.scoring.skills import score_skills
from chatbot.scoring.small_talk import score_small_talk
from shared.command_line import ArgumentParser, note, positive, run
from shared.errors import CallError
from shared.text.lines import ReadReport, read_lines

_CASES = 500
_SEED = 1


def main(argv: Sequence[str]) -> None:
    """Score what files are given for."""
    arguments = _parser().parse_args(argv)
    chatbot = load_chatbot(arguments.model)
    results = []
    if arguments.small_talk:
        conversations = read_conversations(arguments.small_talk, ReadReport())
        results.append(score_small_talk(chatbot, conversations, arguments.first))
    if arguments.memory:
        cases = memory_cases(arguments.memory)
        results += [score(chatbot, cases, chatbot.tones) for score in (score_memory, score_untold)]
    if arguments.skills:
        results.append(score_skills(chatbot, skill_cases(arguments.skills)))
    for result in results:
        if not result.cases:
            raise CallError(f"{result.name}: no cases; give a file that has some")
        sys.stdout.write("\n".join(result.lines(arguments.failures)) + "\n")
    if arguments.openings:
        for opening in _openings(arguments.openings):
            reply = chatbot.start(arguments.tone, _SEED).reply(opening)
            sys.stdout.write(f"{opening}\n    {reply.text}  [{reply.skill}]\n")
    elif not results:
        raise CallError("nothing to score; give --small-talk, --memory, --skills or --openings")


def _openings(path: Path) -> Iterator[str]:
    report, found = ReadReport(), 0
    for _, opening in read_lines(path, report):
        if opening:
            found += 1
            yield opening
    for line in report.lines() if report.skipped else ():
        note(line)
    if not found:
        raise CallError(f"{path}: no opening; give a text file in UTF-8, one a line")


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m chatbot.score", description=__doc__)
    parser.add_argument("--small-talk", type=Path, metavar="CORPUS", help="a corpus of .qna files, of which every "
                        "tenth phrasing is never learned")  # fmt: skip
    parser.add_argument("--first", type=positive, default=_CASES, metavar="N", help="of these phrasings (%(default)s)")
    parser.add_argument("--memory", type=Path, metavar="FILE.toml", help="what is told and asked for")
    parser.add_argument("--skills", type=Path, metavar="FILE.toml", help="what is said to each skill")
    parser.add_argument("--openings", type=Path, metavar="FILE.txt", help="a line each; the replies are for reading")
    parser.add_argument("--tone", default="neutral", help="of the replies to --openings")
    parser.add_argument("--failures", action="store_true", help="show the cases that failed")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR")
    return parser


if __name__ == "__main__":
    raise SystemExit(run(main))
