"""`python -m translate` with a bundle that has learned a few phrases."""

import json
import os
import shlex
import shutil
import subprocess

import pytest
from reference.commands import ROOT, assert_one_line_error, command, run

CATS, KEYS = ("two red cats", "deux chats rouges"), ("ten old keys", "dix clous vieux")


@pytest.fixture(scope="module")
def translate(small_bundle):
    def call(*arguments, **options):
        return run("translate", *arguments, "--model", small_bundle, **options)

    return call


def test_arguments_give_a_line_each(translate):
    done = translate(CATS[0], KEYS[0], "--to", "fr")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{CATS[1]}\n{KEYS[1]}\n", "")


def test_text_says_how_many_it_is_unsure_of_and_json_says_of_which(translate):
    unknown = " ".join([CATS[0]] * 20)  # longer than anything it learned
    assert translate(unknown, "--to", "fr").stderr == "unsure of it\n"
    some = "unsure of 2 of 3; --format json says of which\n"
    assert translate(unknown, CATS[0], unknown, "--to", "fr").stderr == some
    assert translate("--to", "fr", stdin=f"{unknown}\n{CATS[0]}\n{unknown}\n").stderr == some
    assert translate(CATS[0], "--to", "fr").stderr == ""
    done = translate(unknown, CATS[0], "--to", "fr", "--format", "json")
    assert ([json.loads(line)["certain"] for line in done.stdout.splitlines()], done.stderr) == ([False, True], "")


def test_stdin_gives_a_line_for_each_line(translate):
    lines = [CATS[0], "", KEYS[0], "  ", CATS[0]]
    done = translate("--to", "fr", stdin="\n".join(lines) + "\n")
    assert done.stdout.split("\n") == [CATS[1], "", KEYS[1], "", CATS[1], ""]


def test_many_lines_in_order(translate):
    numbers = [CATS, KEYS] * 400
    done = translate("--to", "fr", stdin="".join(f"{source}\r\n" for source, _ in numbers))
    assert done.stdout.splitlines() == [target for _, target in numbers]


def test_json(translate):
    done = translate(CATS[0], "--to", "fr", "--format", "json", "--alternatives", "2", "--attention")
    record = json.loads(done.stdout)
    assert list(record) == [
        "source",
        "target",
        "from",
        "to",
        "score",
        "confidence",
        "certain",
        "alternatives",
        "attention",
    ]
    assert (record["source"], record["target"], record["from"], record["to"]) == (*CATS, "en", "fr")
    assert 0 <= record["confidence"] <= 1
    assert [set(other) for other in record["alternatives"]] == [{"target", "score"}] * 2
    weights = record["attention"]["weights"]
    assert len(weights) == len(record["attention"]["target_pieces"])
    assert all(sum(row) == pytest.approx(1, abs=1e-3) for row in weights)


def test_attention_table(translate):
    lines = translate(CATS[0], "--to", "fr", "--attention").stdout.splitlines()
    assert lines[0] == CATS[1]
    assert len({len(line) for line in lines[1:]}) == 1
    assert "</s>" in lines[-1]


def test_a_glossary_wins_over_the_model(translate, tmp_path):
    (tmp_path / "own.tsv").write_text("Two Red Cats\tdeux matous roux\n\nkeys\tclefs\n", "utf-8")
    done = translate(CATS[0], KEYS[0], "--to", "fr", "--glossary", tmp_path / "own.tsv")
    # What learned no names and numbers cannot place a term in a sentence: it is translated as if there were none.
    assert done.stdout.splitlines() == ["deux matous roux", KEYS[1]]


def test_an_attention_picture(translate, tmp_path):
    picture = tmp_path / "looked.png"
    done = translate(CATS[0], "--to", "fr", "--attention-image", picture)
    assert (done.returncode, done.stdout) == (0, f"{CATS[1]}\n")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_translation_can_be_begun(translate):
    assert translate(CATS[0], "--to", "fr", "--prefix", "dix").stdout.startswith("dix ")


def test_languages(translate):
    assert sorted(translate("--languages").stdout.splitlines()) == ["en fr", "fr en"]


def test_help_is_on_stdout():
    done = run("translate", "--help")
    assert done.returncode == 0
    assert "PHRASE" in done.stdout


BAD_CALLS = [
    (("hello",), ["--to is missing"]),
    (("hello", "--to", "xx"), ["xx", "fr"]),
    (("hello", "--from", "zz", "--to", "fr"), ["zz"]),
    (("hello", "--to", "fr", "--beam-size", "0"), ["beam size must be from 1 to 50, not 0"]),
    (("hello", "--to", "fr", "--beam-size", "many"), ["--beam-size", "many"]),
    (("hello", "--to", "fr", "--alternatives", "99"), ["alternatives must be from 0 to 20, not 99"]),
    (("hello", "--to", "fr", "--format", "xml"), ["xml", "json"]),
    (("x" * 10_000, "--to", "fr"), ["too long"]),
    (("hello", "--to", "fr", "--speed", "9"), ["--speed"]),
    (("hello", "--from", "fr", "--to", "fr"), ["fr", "en"]),
    (("hello", "--to", "fr", "--glossary", "no/such.tsv"), ["no/such.tsv", "no such file"]),
    (("hello", "you", "--to", "fr", "--attention-image", "both.png"), ["exactly one PHRASE"]),
    (("hello", "--to", "fr", "--attention-image", "no/such/folder.png"), ["no/such"]),
    (("hello", "--to", "fr", "--attention-image", "looked.txt"), ["looked.txt", ".png"]),
    (("I am. You are.", "--to", "fr", "--prefix", "je"), ["only a single sentence"]),
]


@pytest.mark.parametrize(("arguments", "parts"), BAD_CALLS)
def test_bad_calls(translate, arguments, parts):
    assert_one_line_error(translate(*arguments), 2, *parts)


def test_input_that_is_not_utf_8_loses_nothing_before_it(translate):
    done = translate("--to", "fr", stdin=CATS[0].encode() + b"\nbad \xff\n")
    assert done.returncode == 2
    assert done.stdout == f"{CATS[1]}\n"
    assert done.stderr == "error: stdin, line 2: not UTF-8 text; give text, one phrase a line\n"


def test_binary_on_stdin(translate):
    assert_one_line_error(translate("--to", "fr", stdin=b"\x89PNG\r\n" + bytes(range(256))), 2, "line 1: not UTF-8")


@pytest.mark.parametrize("content", [b"no tab here\n", b"phrase\t\n", b"caf\xe9\tcoffee\n"])
def test_a_malformed_glossary(translate, tmp_path, content):
    (tmp_path / "own.tsv").write_bytes(b"good\tbon\n" + content)
    done = translate(CATS[0], "--to", "fr", "--glossary", tmp_path / "own.tsv")
    assert_one_line_error(done, 1, "own.tsv: line 2", "phrase<TAB>translation")


def test_a_missing_bundle(tmp_path):
    done = run("translate", "hello", "--to", "fr", "--model", tmp_path / "gone")
    assert_one_line_error(done, 2, "gone", "give the folder of a bundle")


@pytest.mark.parametrize("missing", ["directions", "decoding"])
def test_an_altered_manifest(small_bundle, tmp_path, missing):
    shutil.copytree(small_bundle, tmp_path / "copy")
    file = tmp_path / "copy" / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    del manifest[missing]
    file.write_text(json.dumps(manifest), "utf-8")
    done = run("translate", "hello", "--to", "fr", "--model", tmp_path / "copy")
    assert_one_line_error(done, 1, "the manifest was altered", missing)


def test_lines_before_a_bad_one_are_translated(small_bundle):
    stdin = f"{CATS[0]}\n{'cats ' * 3000}\n{CATS[0]}\n"
    done = run("translate", "--to", "fr", "--model", small_bundle, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == f"{CATS[1]}\n"
    assert done.stderr.startswith("error: stdin, line 2: the phrase beginning 'cats cats")
    assert "is too long" in done.stderr


def test_an_unknown_language_is_told_before_anything_is_read(small_bundle):
    assert_one_line_error(run("translate", "--to", "xx", "--model", small_bundle), 2, "xx")


def test_closed_stdin(small_bundle):
    call = f"{shlex.join(command('translate', '--to', 'fr', '--model', small_bundle))} <&-"
    done = subprocess.run(call, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert_one_line_error(done, 2, "stdin is closed")


def test_closed_stdout(small_bundle):
    call = f"{shlex.join(command('translate', CATS[0], '--to', 'fr', '--model', small_bundle))} >&-"
    done = subprocess.run(call, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert_one_line_error(done, 1, "stdout is closed")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_output_is_utf_8_whatever_the_locale(small_bundle, encoding):
    call = command("translate", "œufs 日本", "--to", "fr", "--model", small_bundle, "--format", "json")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(call, cwd=ROOT, capture_output=True, env=environment, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["source"] == "œufs 日本"
