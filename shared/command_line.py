"""How every command ends: results on stdout, one clear line on stderr, the right exit code, never a traceback.

Knows no command and no product.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

from shared.errors import CallError, ProjectError

INTERRUPTED_EXIT_CODE = 130


class ArgumentParser(argparse.ArgumentParser):
    """An argument parser whose errors are `CallError`: one line instead of a usage screen."""

    def error(self, message: str) -> NoReturn:
        """Raise the message as the one line that says what is allowed."""
        raise CallError(f"{message} (see `{self.prog} --help`)")


def positive(text: str) -> int:
    """A number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a number from 1 on, not {text!r}")
    return int(text)


def named(text: str) -> str:
    """An argument that names something: an empty one is a shell variable that was not set."""
    if not text:
        raise argparse.ArgumentTypeError("is empty; give a name")
    return text


def named_path(text: str) -> Path:
    """A path that is not empty."""
    return Path(named(text))


def note(message: str) -> None:
    """Write one line of progress or warning to stderr."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


@contextmanager
def quiet() -> Iterator[None]:
    """Within it nobody writes to the process's stderr, native code included; exceptions say what went wrong.

    TensorFlow tells of its processor while it loads, before it can be asked not to.
    """
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at a stream; nobody does at one that is closed."""
    return stream is not None and stream.isatty()


def stdin_lines(what: str) -> Iterator[str]:
    """The lines of stdin without their ends.

    Args:
        what: a line is, for the message: `phrase`.

    Raises:
        CallError: naming the line that is not UTF-8, or if stdin is closed.
    """
    if sys.stdin is None:
        raise CallError(f"no {what}: stdin is closed; give text, one {what} a line")
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise CallError(f"stdin, line {number}: not UTF-8 text; give text, one {what} a line") from error


def run(main: Callable[[Sequence[str]], int | None], argv: Sequence[str] | None = None) -> int:
    """Run a command's `main` and return its exit code.

    Args:
        main: takes the arguments without the program's name; returns an exit code or None for 0.
        argv: the arguments; those of the process by default.

    Returns:
        0 done, 1 it could not be done, 2 the call was wrong, 130 interrupted.
    """
    if sys.stdout is None:
        note("error: stdout is closed; give it a file or a terminal to write to")
        return 1
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # text is UTF-8 whatever the locale, as it is on stdin
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = main(sys.argv[1:] if argv is None else argv) or 0
        sys.stdout.flush()
        return code
    except ProjectError as error:
        note(f"error: {' '.join(str(error).split())}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED_EXIT_CODE
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nobody is left to tell, also not at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError as error:
        note(f"error: the package {error.name} is missing; pip install -r requirements.txt")
        return 1
    except MemoryError:
        note("error: out of memory; use smaller batches or a shorter input")
        return 1
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        note(f"error: {name}{error.strerror or error}")
        return 1
