import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.command_line import run
from web.__main__ import main

ROOT = Path(__file__).parents[2]

WITH_FAKES = """
from conftest import FakeChatbot, FakeTranslator
from shared.command_line import run
from web import __main__ as command

command.load_translator = lambda path: FakeTranslator()
command.load_chatbot = lambda path, translate: FakeChatbot()
raise SystemExit(run(command.main, ["--port", "0"]))
"""

WITHOUT_TENSORFLOW = """
import sys
from shared.command_line import run
from web.__main__ import main

try:
    run(main, sys.argv[1:])
except SystemExit:
    pass
loaded = {"tensorflow", "keras", "shared.training", "shared.models", "shared.layers"} & set(sys.modules)
assert not loaded, loaded
"""


def environment(*paths: Path) -> dict[str, str]:
    known = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": os.pathsep.join([*map(str, paths), str(ROOT), known])}


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", WITH_FAKES]
    tests = Path(__file__).parent
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(tests)) as process:
        try:
            line = process.stderr.readline()
            assert line.startswith("Serving on http://127.0.0.1:"), line
            yield process, line.split()[2]
        finally:
            process.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_signal_ends_it_quietly(server, number, code):
    process, address = server
    with urllib.request.urlopen(f"{address}/health", timeout=10) as response:
        assert response.read() == b'{"status":"ok"}\n'
    process.send_signal(number)
    _, stderr = process.communicate(timeout=20)
    assert (process.returncode, stderr) == (code, "")


def test_models_are_swapped_while_it_serves(server):
    process, address = server
    process.send_signal(signal.SIGHUP)
    assert process.stderr.readline() == "the models were read anew\n"
    with urllib.request.urlopen(f"{address}/health", timeout=10) as response:
        assert response.status == 200


def test_taken_port(capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run(main, ["--port", str(port)]) == 1
    cause = f"cannot listen on 127.0.0.1 port {port}: Address already in use"
    assert capsys.readouterr() == ("", f"error: {cause}; choose another with --port\n")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["--port", "65536"], 2, "must be a number from 0 to 65535, not '65536'"),
        (["--port", "-1"], 2, "--port"),
        (["--port", "http"], 2, "'http'"),
        (["--host", "256.0.0.1"], 2, "--host 256.0.0.1: no such address"),
        (["--database", "sqlite://"], 2, "--database"),
        (["--port", "0", "--translate-model", "/nowhere"], 2, "/nowhere"),
    ],
)
def test_one_line_tells_what_is_wrong(capsys, argv, code, said):
    assert run(main, argv) == code
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.startswith("error: ")
    assert said in stderr
    assert stderr.count("\n") == 1


@pytest.mark.parametrize("argv", [["--help"], ["--port", "0", "--chat-model", "/nowhere"]])
def test_no_tensorflow_is_loaded(argv):
    command = [sys.executable, "-c", WITHOUT_TENSORFLOW, *argv]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment())
    assert done.returncode == 0, done.stderr
