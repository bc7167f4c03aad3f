"""`python -m chatbot`: a conversation in the terminal, or one utterance a line on stdin."""

import argparse
import json
import sys
from collections.abc import Sequence

from chatbot import PRETRAINED, Reply, load_chatbot
from chatbot.symbols import NEUTRAL
from chatbot.terminal import Terminal
from shared.command_line import ArgumentParser, is_terminal, run, stdin_lines
from shared.text.normalize import normalize
from translate import load_translator
from translate.interpreter import interpreter


def main(argv: Sequence[str]) -> None:
    """Talk on a terminal, or answer stdin's lines."""
    arguments = _parser().parse_args(argv)
    chatbot = load_chatbot(arguments.model, interpreter(load_translator))
    conversation = chatbot.start(arguments.tone, arguments.seed)
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        Terminal(chatbot, conversation).talk()
        return
    for line in stdin_lines("utterance"):
        if normalize(line):
            sys.stdout.write(_as_line(conversation.reply(line), arguments.format))
        else:
            conversation.reset()
            sys.stdout.write("\n")
        sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m chatbot", description="Chat, offline.")
    parser.add_argument("--tone", default=NEUTRAL, metavar="TONE", help="of the replies; /help lists them")
    parser.add_argument("--seed", type=int, metavar="N", help="the same one gives the same replies")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR", help="another bundle than the shipped one")
    return parser


def _as_line(reply: Reply, output_format: str) -> str:
    if output_format == "text":
        return reply.text + "\n"
    record = {"reply": reply.text, "score": round(reply.score, 4), "skill": reply.skill}
    return json.dumps(record, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    raise SystemExit(run(main))
