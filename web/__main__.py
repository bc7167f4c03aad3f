"""`python -m web`: serves the page and the APIs, with the shipped models or others, until told to stop."""

import argparse
import logging
import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from types import FrameType

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from chatbot import Chatbot, load_chatbot
from shared.command_line import INTERRUPTED_EXIT_CODE, ArgumentParser, note, run
from shared.errors import CallError, ProjectError
from translate import Translator, load_translator
from translate.interpreter import interpreter
from web.app import create_app
from web.served import Served, attach, served

_THREADS = 8
# The app refuses a large body in the shape of the API that was called; the server must let it come that far.
_MAX_BODY_BYTES = 64 * 1024 * 1024


def main(argv: Sequence[str]) -> int:
    """Serve until a signal ends it; 0 after SIGTERM, 130 after Ctrl-C."""
    arguments = _parser().parse_args(argv)
    listener = _listen(arguments.host, arguments.port)  # first, so that a taken port is told at once
    with listener:
        app = create_app(*_load(arguments))
        signal.signal(signal.SIGHUP, lambda _number, _frame: Thread(target=_swap, args=(app, arguments)).start())
        server = create_server(
            app,
            sockets=[listener],
            threads=_THREADS,
            max_request_body_size=_MAX_BODY_BYTES,
            ident=None,
        )
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits a moment is no news
        note(f"Serving on {_address(listener)} (Ctrl-C ends it)")
        return _serve(server)


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m web", description="Serve the page for chat and translation, and its APIs.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="0 takes a free one (default: %(default)s)")
    parser.add_argument("--chat-model", type=Path, metavar="DIR", help="a bundle (default: the shipped one)")
    parser.add_argument("--translate-model", type=Path, metavar="DIR", help="a bundle (default: the shipped ones)")
    return parser


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6 and int(value) < 65536):
        raise argparse.ArgumentTypeError(f"must be a number from 0 to 65535, not {value!r}")
    return int(value)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        CallError: if there is no such host here.
        ProjectError: if the port is taken or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        address = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)[0][-1]
        return socket.create_server(address[:2], family=family)
    except (socket.gaierror, UnicodeError) as error:
        raise CallError(f"--host {host}: no such address; try 127.0.0.1") from error
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno else str(error)
        message = f"cannot listen on {host} port {port}: {cause}; choose another with --port"
        raise ProjectError(message) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _load(arguments: argparse.Namespace) -> tuple[Translator, Chatbot]:
    """Both models, asked something each: one that cannot answer should stop us here, not the first visitor."""
    translator = load_translator(arguments.translate_model)
    chatbot = load_chatbot(arguments.chat_model, interpreter(lambda: translator))
    source, target = translator.directions[0]
    translator.translate("hello", source, target)
    chatbot.start(tone=chatbot.tones[0], seed=0).reply("hello")
    return translator, chatbot


def _swap(app: Flask, arguments: argparse.Namespace) -> None:
    """Serve what stands in the models' folders now; requests that have begun end with what they began with."""
    try:
        translator, chatbot = _load(arguments)
    except ProjectError as error:
        note(f"the models stay as they were: {error}")
        return
    with app.app_context():
        attach(app, Served(translator, chatbot, served().settings))
    note("the models were read anew")


def _serve(server: BaseWSGIServer) -> int:
    """Run until SIGTERM or Ctrl-C; the exit code."""
    received: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        raise SystemExit  # waitress leaves its loop on it, and lets the threads finish

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    server.run()
    return INTERRUPTED_EXIT_CODE if signal.SIGINT in received else 0


if __name__ == "__main__":
    raise SystemExit(run(main))
