"""A conversation on a terminal: a prompt, streamed replies and commands; knows no stdin that is none."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from chatbot.bot import Chatbot, Conversation
from chatbot.dialogue import check_tone
from shared.command_line import note
from shared.errors import CallError
from shared.text.normalize import normalize

_SHOWN_CANDIDATES, _SHOWN_PIECES = 8, 3


class Terminal:
    """Talks with whoever sits there until they leave.

    Args:
        chatbot: answers.
        conversation: with it.
    """

    def __init__(self, chatbot: Chatbot, conversation: Conversation):
        self._chatbot, self._conversation = chatbot, conversation
        self._commands: Mapping[str, tuple[Callable[[str], None], str]] = {
            "/tone": (self._change_tone, f"NAME   change the tone: {', '.join(chatbot.tones)}"),
            "/why": (self._explain, "        why the last reply: its skill, the candidates, where attention looked"),
            "/save": (self._save, "FILE   save the conversation as JSON Lines, which `python -m chatbot.train` reads"),
            "/reset": (self._reset, "       forget everything and start anew"),
            "/help": (self._help, "        this list"),
        }

    def talk(self) -> None:
        """Prompt, reply, and so on."""
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  (gives `input` a history and line editing)
        note("Say something; /help lists the commands, Ctrl-D ends.")
        for line in _lines():
            if line.split()[:1] == ["/quit"]:
                return
            if line.lstrip().startswith("/"):
                self._obey(line.strip())
            elif normalize(line):
                self._reply(line)

    def _reply(self, said: str) -> None:
        sys.stdout.write("bot: ")
        for piece in self._conversation.stream(said):
            sys.stdout.write(piece)
            sys.stdout.flush()
        sys.stdout.write("\n")

    def _obey(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        act, _ = self._commands.get(command, (self._help, ""))
        if command not in self._commands:
            note(f"{command}: no such command; there are")
        try:
            act(rest.strip())
        except CallError as error:
            note(str(error))

    def _help(self, _: str) -> None:
        for command, (_act, what) in self._commands.items():
            note(f"{command} {what}")
        note("/quit         leave (or Ctrl-D)")

    def _change_tone(self, name: str) -> None:
        self._conversation.tone = check_tone(name, self._chatbot.tones)
        note(f"tone: {name}")

    def _reset(self, _: str) -> None:
        self._conversation.reset()
        note("a new conversation")

    def _save(self, name: str) -> None:
        turns = [turn.text for turn in self._conversation.history]
        if not name or not turns:
            raise CallError("/save FILE: give a file's name" if turns else "/save: nothing was said yet")
        try:
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"turns": turns}, ensure_ascii=False) + "\n")
        except OSError as error:
            raise CallError(f"/save {name}: cannot be written ({error.strerror}); give another file") from error
        note(f"added to {name}")

    def _explain(self, _: str) -> None:
        for line in explanation(self._chatbot, self._conversation):
            note(line)


def _lines() -> Iterator[str]:
    """What is typed, until there is no more."""
    while True:
        try:
            yield input("you: ")
        except EOFError:
            sys.stdout.write("\n")
            return
        except KeyboardInterrupt:
            sys.stdout.write("\n")
            raise


def explanation(chatbot: Chatbot, conversation: Conversation) -> Iterator[str]:
    """Why the last reply was given, line by line.

    Raises:
        CallError: if nothing was said yet.
    """
    answer = conversation.last_answer
    if answer is None:
        raise CallError("/why: nothing was said yet")
    likely = sorted((answer.frame.probabilities or {}).items(), key=lambda pair: -pair[1])[:3]
    sure = ", ".join(f"{skill} {probability:.0%}" for skill, probability in likely)
    yield f"skill: {answer.reply.skill}" + (f" (taken for: {sure})" if sure else "")
    if answer.frame.slots:
        yield "understood: " + ", ".join(f"{slot} {value}".strip() for slot, value in answer.frame.slots)
    looked = chatbot.look(answer.reply)
    if looked is None:
        yield "answered by code, not by the model"
        return
    yield "candidates, by score:"
    for reply in answer.candidates[:_SHOWN_CANDIDATES]:
        yield f"  {reply.score:7.3f}  {reply.text}"
    if looked.attention is None:
        return
    yield "attention, each piece of the reply with the pieces of the context it looked at most:"
    said = chatbot.vocabulary.pieces(answer.reply.source_ids)
    for piece, weights in zip(chatbot.vocabulary.pieces(answer.reply.token_ids), looked.attention, strict=False):
        most = np.argsort(-weights[: len(said)])[:_SHOWN_PIECES]
        yield f"  {piece:14}" + "  ".join(f"{said[place]} {weights[place]:.0%}" for place in most)
