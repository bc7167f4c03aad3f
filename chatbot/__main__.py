"""`python -m chatbot`: a conversation in the terminal, or one utterance a line on stdin."""

import argparse
import contextlib
import json
import sys
from collections.abc import Sequence

from chatbot import PRETRAINED, Conversation, Reply, load_chatbot
from chatbot.dialogue import NEUTRAL, check_tone
from shared.command_line import ArgumentParser, is_terminal, note, run, stdin_lines
from shared.errors import CallError
from shared.text.normalize import normalize

_HELP = """\
/tone NAME   change the tone: {tones}
/reset       start anew
/help        this list
/quit        leave (or Ctrl-D)"""


def main(argv: Sequence[str]) -> None:
    """Talk on a terminal, or answer stdin's lines."""
    arguments = _parser().parse_args(argv)
    chatbot = load_chatbot(arguments.model)
    conversation = chatbot.start(arguments.tone, arguments.seed)
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        _talk(conversation, chatbot.tones)
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


def _talk(conversation: Conversation, tones: Sequence[str]) -> None:
    """Prompt, reply, and so on until the user leaves."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (gives `input` a history and line editing)
    note("Say something; /help lists the commands, Ctrl-D ends.")
    while True:
        try:
            line = input("you: ")
        except EOFError:
            sys.stdout.write("\n")
            return
        if line.startswith("/"):
            if not _obey(line.split(), conversation, tones):
                return
        elif normalize(line):
            sys.stdout.write("bot: ")
            for piece in conversation.stream(line):
                sys.stdout.write(piece)
                sys.stdout.flush()
            sys.stdout.write("\n")


def _obey(words: Sequence[str], conversation: Conversation, tones: Sequence[str]) -> bool:
    """Carry out a command; whether the conversation goes on."""
    command, *rest = words
    if command == "/quit":
        return False
    if command == "/reset":
        conversation.reset()
        note("a new conversation")
    elif command == "/tone":
        try:
            conversation.tone = check_tone(rest[0] if rest else "", tones)
            note(f"tone: {conversation.tone}")
        except CallError as error:
            note(str(error))
    else:
        note(_HELP.format(tones=", ".join(tones)))
    return True


if __name__ == "__main__":
    raise SystemExit(run(main))
