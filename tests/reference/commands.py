"""Our commands as a user starts them: a process of their own, started at the root of the project."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def command(module, *arguments):
    return [sys.executable, "-m", module, *map(str, arguments)]


def run(module, *arguments, stdin="", timeout_seconds=600):
    """The finished process; stdin may be text or bytes."""
    given = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        command(module, *arguments), input=given, capture_output=True, cwd=ROOT, timeout=timeout_seconds, check=False
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def start(module, *arguments, log):
    """A process that goes on by itself; what it says goes to the file `log`."""
    with log.open("ab") as file:
        return subprocess.Popen(
            command(module, *arguments), stdout=file, stderr=file, cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )


def assert_one_line_error(done, exit_code, *parts):
    """One line on stderr with all of `parts`, nothing on stdout, and the right exit code."""
    assert done.returncode == exit_code, done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for part in parts:
        assert part in lines[0]
