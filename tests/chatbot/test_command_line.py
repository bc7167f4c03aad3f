"""`python -m chatbot`, `chatbot.train` and `chatbot.evaluate` as a user runs them."""

import json

import pytest
from reference.commands import assert_one_line_error, run

from chatbot.corpora import read_conversations
from chatbot.evaluate import REPLIES
from chatbot.learning.examples import examples_of
from shared.text.lines import ReadReport


def test_one_reply_a_line_and_a_blank_line_starts_anew(small_bundle):
    said = "like cats?\nwhy?\n\u200b\nlike cats?\n"  # a zero-width space is as blank as nothing
    done = run("chatbot", "--seed", 1, "--model", small_bundle, stdin=said)
    first, second, blank, third = done.stdout.splitlines()
    assert (done.returncode, done.stderr, blank) == (0, "", "")
    assert first == third == "yes, cats."
    assert "cats" in second
    assert done.stdout == run("chatbot", "--seed", 1, "--model", small_bundle, stdin=said).stdout


def test_json(small_bundle):
    done = run("chatbot", "--format", "json", "--model", small_bundle, stdin="like cats?\n")
    record = json.loads(done.stdout)
    assert list(record) == ["reply", "score", "skill"]
    assert record["reply"]


def test_input_that_is_not_utf_8(small_bundle):
    done = run("chatbot", "--model", small_bundle, stdin=b"like cats?\nbad \xff\n")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.startswith("error: stdin, line 2: not UTF-8")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "part"),
    [
        (("--tone", "rude"), 2, "tone must be one of"),
        (("--seed", "x"), 2, "--seed"),
        (("--model", "gone"), 2, "gone"),
    ],
)
def test_bad_calls(small_bundle, arguments, exit_code, part):
    model = () if "--model" in arguments else ("--model", small_bundle)
    assert_one_line_error(run("chatbot", *arguments, *model, stdin="hi\n"), exit_code, part)


def test_what_training_says_and_leaves(trained):
    output, process = trained
    assert "kept 32, skipped 0" in process.stderr
    assert f"python -m chatbot --model {output / 'bundle'}" in process.stderr
    manifest = json.loads((output / "bundle" / "manifest.json").read_text())
    assert manifest["task"] == "chat"
    assert manifest["tones"][0] == "neutral"


@pytest.mark.parametrize(
    ("content", "exit_code", "part"),
    [
        (None, 2, "no such file"),
        (b"", 1, "empty; give"),
        (b"It was a dark night.", 1, "in no known format"),
        (b'{"turns": ["alone"]}\n{cut', 1, "no conversation to learn"),
    ],
)
def test_training_on_nothing(tmp_path, content, exit_code, part):
    corpus = tmp_path / "corpus.jsonl"
    if content is not None:
        corpus.write_bytes(content)
    done = run("chatbot.train", corpus, "--output", tmp_path / "run")
    if part.startswith("no conversation"):
        done.stderr = done.stderr.splitlines()[-1]  # before it stands what was read and skipped
    assert_one_line_error(done, exit_code, part)


def test_evaluation(small_bundle, trained):
    corpus = trained[0].parent / "talks.jsonl"
    done = run("chatbot.evaluate", corpus, "--all", "--model", small_bundle, "--format", "json")
    result = json.loads(done.stdout)
    assert set(result) == {
        "perplexity",
        "distinct_1",
        "distinct_2",
        "generic_rate",
        "repeat_rate",
        "recall_at_1",
        "replies",
        "skills",
        "greedy",
        "human",
        "signature",
    }
    assert result["replies"] == 32 * 3 < REPLIES
    assert 1 < result["perplexity"] < 5
    assert result["recall_at_1"] > 0.5
    assert result["skills"] == {"chat": result["replies"]}
    assert result["greedy"]["recall_at_1"] > 0.5
    assert f"replies={result['replies']}" in result["signature"]
    assert "temperature=" in result["signature"]


def test_evaluation_scores_held_out_conversations_only(trained, tmp_path, small_bundle):
    corpus = tmp_path / "talks.jsonl"
    corpus.write_text("".join(json.dumps({"turns": [f"say {n}", "ok", "more", "no"]}) + "\n" for n in range(900)))
    held_out = [c for c in read_conversations(corpus, ReadReport()) if c.held_out]
    done = run("chatbot.evaluate", corpus, "--model", small_bundle, "--format", "json")
    assert json.loads(done.stdout)["replies"] == sum(len(list(examples_of(c))) for c in held_out) > 20


def test_too_few_to_evaluate(trained, small_bundle, tmp_path):
    (tmp_path / "few.tsv").write_text("hello\thi\n")
    done = run("chatbot.evaluate", tmp_path / "few.tsv", "--model", small_bundle)
    assert_one_line_error(done, 1, "0 held-out replies, too few")


def test_too_few_different_replies_to_evaluate(small_bundle, tmp_path):
    (tmp_path / "same.tsv").write_text("hello\tok\n" * 30)
    done = run("chatbot.evaluate", tmp_path / "same.tsv", "--all", "--model", small_bundle)
    assert_one_line_error(done, 1, "fewer than 19 replies differ")
