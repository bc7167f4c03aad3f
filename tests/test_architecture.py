"""The rules of the house: who may import whom, how long a room may be, and that serving stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("shared", "translate", "chatbot", "web")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ALL_SOURCES = SOURCES + sorted((ROOT / "tests").rglob("*.py"))
MAX_FILE_LINES, MAX_FUNCTION_LINES, MEDIAN_FUNCTION_LINES = 400, 60, 16

# What each package may import of ours, beside itself.
MAY_IMPORT = {
    "shared": set(),
    "translate": {"shared"},
    "chatbot": {"shared"},
    "web": {"shared", "translate", "chatbot"},
}
# A command may hand one product to the other.
COMMANDS_MAY_IMPORT = {"chatbot/__main__.py": {"translate"}}
# What each part of `shared` may import of `shared`, beside itself.
BASE = {"config", "errors", "command_line"}
PART_MAY_IMPORT = {
    "errors": set(),
    "config": {"errors"},
    "command_line": {"errors"},
    "text": BASE,
    "layers": BASE,
    "models": BASE | {"layers"},
    "decoding": BASE,
    "evaluation": BASE,
    "storage": BASE,
    "training": BASE | {"text", "layers", "models", "evaluation"},
    "runtime": BASE | {"text", "models", "training"},
}
# What each part of `translate` may import of the others; only `learning` may import the files beside them too.
TRANSLATE_MAY_IMPORT = {"text": set(), "choice": {"text"}, "learning": {"text", "choice"}}
# Only these know a training framework.
TRAINING_PARTS = ("shared/layers", "shared/models", "shared/training", "shared/runtime/export.py")
TRAINING_COMMANDS = (
    *("translate/train.py", "chatbot/train.py", "chatbot/learning/preparation.py", "chatbot/learning/report.py"),
)
# Only these know what a product learns, beside `learning` itself.
LEARNERS = (
    *("translate/train.py", "chatbot/train.py", "chatbot/evaluate.py", "chatbot/compare.py", "chatbot/scoring/"),
)


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    ours = {name.partition(".")[0] for name in imports_of(path)} & set(PACKAGES)
    assert ours <= MAY_IMPORT[package] | COMMANDS_MAY_IMPORT.get(name_of(path), set()) | {package}


@pytest.mark.parametrize("path", sorted((ROOT / "shared").rglob("*.py")), ids=name_of)
def test_parts_of_shared_import_one_way(path):
    part = path.relative_to(ROOT / "shared").parts[0].removesuffix(".py")
    if part == "__init__":
        return
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("shared.")}
    assert used <= PART_MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("path", sorted((ROOT / "translate").glob("*/*.py")), ids=name_of)
def test_parts_of_translate_import_one_way(path):
    part = path.parent.name
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("translate.")}
    rooms = {used_part for used_part in used if (ROOT / "translate" / used_part).is_dir()}
    assert rooms <= TRANSLATE_MAY_IMPORT[part] | {part}
    assert part == "learning" or used == rooms


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_serving_knows_no_learning(path):
    if "learning" not in path.parts and not name_of(path).startswith(LEARNERS):
        assert not [name for name in imports_of(path) if name.startswith(("translate.learning", "chatbot.learning"))]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_training_knows_a_framework(path):
    if name_of(path).startswith(TRAINING_PARTS):
        return
    assert {name.partition(".")[0] for name in imports_of(path)}.isdisjoint({"keras", "tensorflow", "torch", "jax"})
    if name_of(path) not in TRAINING_COMMANDS:
        framework = ("shared.layers", "shared.models", "shared.training", "shared.runtime.export")
        assert not [name for name in imports_of(path) if name.startswith(framework)]


@pytest.mark.parametrize("path", ALL_SOURCES, ids=name_of)
def test_no_file_is_too_long(path):
    assert len(path.read_text("utf-8").splitlines()) < MAX_FILE_LINES


def test_functions_are_short():
    lengths = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lengths[f"{name_of(path)}:{node.name}"] = node.end_lineno - node.lineno + 1
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}
    assert sorted(lengths.values())[len(lengths) // 2] < MEDIAN_FUNCTION_LINES


@pytest.mark.parametrize("statement", ["import translate", "import chatbot", "import web", "import web.__main__"])
def test_importing_a_product_loads_no_framework(statement):
    loaded = _modules_after(statement)
    assert loaded.isdisjoint({"tensorflow", "keras", "torch", "jax", "sacrebleu"})
    assert statement.split()[1].partition(".")[0] in loaded


@pytest.mark.parametrize("module", ["translate", "chatbot", "web"])
def test_help_loads_no_framework(module):
    loaded = _modules_after(
        f"import contextlib, io, runpy, sys; sys.argv = ['{module}', '--help']\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as out:\n"
        f"    runpy.run_module('{module}', run_name='__main__')\n"
        "assert '--help' in out.getvalue()"
    )
    assert loaded.isdisjoint({"tensorflow", "keras", "torch", "jax"})


def _modules_after(code: str) -> set[str]:
    """Top-level modules of a fresh process after it ran `code`."""
    code += "\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}
