"""`python -m translate.train` as a user runs it: on a corpus of their own, interrupted, and with bad input."""

import csv
import json
import random
import shutil
import signal
import time

import numpy as np
import pytest
from reference.commands import ROOT, assert_one_line_error, run, start
from reference.orders import orders, write_orders
from reference.phrases import pairs, write_tsv

from shared.evaluation.translation import score_translations
from shared.runtime.bundle import write_manifest
from shared.text.splits import is_held_out
from shared.training.run import RunDirectory
from translate import load_translator

LANGUAGES = ("--from", "en", "--to", "fr")
CONFIG = """\
[model]
units = 16
encoder_layers = 1
dropout = 0.2
[training]
vocabulary_size = 320
batch_tokens = 300
max_steps = 60
warmup_steps = 10
evaluation_steps = 20
candidates = 318
checkpoint_seconds = 0
deterministic = true
"""


def losses(output):
    with (output / "metrics.csv").open(newline="") as file:
        return [(row["step"], row["loss"], row["held_out_loss"]) for row in csv.DictReader(file)]


def steps(output):
    return int(losses(output)[-1][0]) if (output / "metrics.csv").exists() and losses(output) else 0


def test_it_learns_both_directions(small_bundle):
    translator = load_translator(small_bundle)
    assert sorted(translator.directions) == [("en", "fr"), ("fr", "en")]
    unseen = [pair for pair in pairs() if is_held_out(pair[0], 20)]
    assert len(unseen) > 5
    into_french = translator.translate_batch([english for english, _ in unseen], "en", "fr")
    into_english = translator.translate_batch([french for _, french in unseen], "fr", "en")
    right = sum(t.text == french for t, (_, french) in zip(into_french, unseen, strict=True))
    right += sum(t.text == english for t, (english, _) in zip(into_english, unseen, strict=True))
    assert right >= 0.9 * 2 * len(unseen)


def test_what_a_run_says_and_leaves(trained):
    output, process = trained
    assert "kept 216, skipped 0" in process.stderr
    assert "402 examples to learn, 30 held out" in process.stderr
    assert "held-out loss" in process.stderr
    assert "python -m translate --model" in process.stderr.splitlines()[-1]
    assert process.stdout == ""
    assert {"bundle", "checkpoint.npz", "metrics.csv", "tensorboard"} <= {file.name for file in output.iterdir()}
    manifest = json.loads((output / "bundle" / "manifest.json").read_text())
    assert manifest["task"] == "translate"
    assert manifest["languages"] == ["en", "fr"]
    assert "phrases.tsv" in (output / "bundle" / "README.md").read_text()


def test_a_run_is_not_overwritten(trained):
    output, _ = trained
    corpus, config = output.parent / "phrases.tsv", output.parent / "config.toml"
    again = run("translate.train", corpus, *LANGUAGES, "--output", output, "--config", config)
    assert_one_line_error(again, 2, "holds a run already; add --resume")


def test_two_processes_never_train_in_one_folder(tmp_path):
    with RunDirectory(tmp_path / "run"):
        corpus = write_tsv(tmp_path / "pairs.tsv")
        second = run("translate.train", corpus, *LANGUAGES, "--output", tmp_path / "run")
        assert_one_line_error(second, 2, "another process is training here")


def test_fine_tuning_starts_from_a_bundle(small_bundle, tmp_path):
    corpus = tmp_path / "more.tsv"
    corpus.write_text("".join(f"{english} here\t{french} ici\n" for english, french in pairs()), "utf-8")
    config = tmp_path / "config.toml"
    config.write_text("[training]\nbatch_tokens = 300\nmax_steps = 40\nwarmup_steps = 5\n")
    tuned = run(
        "translate.train", corpus, *LANGUAGES, "--output", tmp_path / "run", "--config", config, "--init", small_bundle
    )
    assert tuned.returncode == 0, tuned.stderr
    translator = load_translator(tmp_path / "run" / "bundle")
    assert translator.translate("two red cats here", "en", "fr").text.startswith("deux chats rouges")


SHORT = "[training]\nbatch_tokens = 300\nmax_steps = 4\nvocabulary_size = 300\n"


def train_shortly(folder, *arguments, config=SHORT):
    """A few steps on the pairs of the small language."""
    (folder / "config.toml").write_text(config)
    corpus = write_tsv(folder / "pairs.tsv")
    done = run("translate.train", corpus, *arguments, "--output", folder / "run", "--config", folder / "config.toml")
    assert done.returncode == 0, done.stderr
    return done, json.loads((folder / "run" / "bundle" / "manifest.json").read_text("utf-8"))


def test_two_processes_learn_together(tmp_path):
    config = f"{SHORT}processes = 2\nevaluation_steps = 2\n[model]\nunits = 8\n"
    done, manifest = train_shortly(tmp_path, *LANGUAGES, config=config)
    found = losses(tmp_path / "run")
    assert [step for step, _, _ in found] == ["2", "4"]
    assert f"held-out loss {min(float(loss) for _, _, loss in found):.4f}" in done.stderr
    assert manifest["languages"] == ["en", "fr"]


def test_what_is_only_added_to_still_does_what_it_did(small_bundle, tmp_path):
    before = json.loads((small_bundle / "manifest.json").read_text("utf-8"))
    _, manifest = train_shortly(tmp_path, "--from", "en", "--to", "fr", "--one-way", "--init", small_bundle)
    assert sorted(manifest["directions"]) == [["en", "fr"], ["fr", "en"]]
    assert manifest["model"]["vocabulary_sha256"] == before["model"]["vocabulary_sha256"]
    assert [data["name"] for data in manifest["data"]] == ["phrases.tsv", "Faker", "pairs.tsv"]


@pytest.mark.parametrize("kept_share", [0.4, 0.0])
def test_the_confidence_is_that_of_the_old_model_while_a_share_of_it_is_kept(small_bundle, tmp_path, kept_share):
    known = shutil.copytree(small_bundle, tmp_path / "known")
    calibration = {"weights": [0.0] * 6, "biases": {}}
    write_manifest(known, {**json.loads((known / "manifest.json").read_text()), "calibration": calibration})
    _, manifest = train_shortly(tmp_path, *LANGUAGES, "--init", known, config=f"{SHORT}kept_share = {kept_share}\n")
    assert ("calibration" in manifest) == bool(kept_share)  # of so few sentences a new one cannot be fitted


def test_a_new_language_gets_a_new_vocabulary(small_bundle, tmp_path):
    before = json.loads((small_bundle / "manifest.json").read_text("utf-8"))
    _, manifest = train_shortly(tmp_path, "--from", "en", "--to", "nl", "--init", small_bundle)
    assert sorted(manifest["directions"]) == [["en", "nl"], ["nl", "en"]]
    assert manifest["model"]["vocabulary_sha256"] != before["model"]["vocabulary_sha256"]
    assert manifest["model"]["units"] == before["model"]["units"]
    assert [data["name"] for data in manifest["data"]] == [
        "phrases.tsv",
        "Faker",
        "pairs.tsv",
    ]  # it still lives on both


def test_a_new_vocabulary_can_be_asked_for(small_bundle, tmp_path):
    before = json.loads((small_bundle / "manifest.json").read_text("utf-8"))
    config = f"new_vocabulary = true\n{SHORT}"
    _, manifest = train_shortly(tmp_path, *LANGUAGES, "--init", small_bundle, config=config)
    assert manifest["model"]["vocabulary_sha256"] != before["model"]["vocabulary_sha256"]
    assert manifest["directions"] == before["directions"]


def test_test_sentences_are_not_learned(tmp_path):
    (tmp_path / "test.fr").write_text("".join(f"{french}\n" for _, french in list(pairs())[:50]), "utf-8")
    config = f'exclude = ["{tmp_path / "test.fr"}"]\n{SHORT}[model]\nunits = 8\n'
    done, _ = train_shortly(tmp_path, *LANGUAGES, config=config)
    assert "kept 166, skipped 50" in done.stderr
    assert "of a test set" in done.stderr


def test_killed_and_resumed_equals_uninterrupted(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG)
    corpus = write_tsv(tmp_path / "phrases.tsv")

    def call(name):
        options = ("--output", tmp_path / name, "--config", tmp_path / "config.toml")
        return ("translate.train", corpus, *LANGUAGES, *options)

    whole = run(*call("whole"))
    assert whole.returncode == 0, whole.stderr
    chance = random.Random(4)
    for number, least_steps in enumerate((20, 40)):
        process = start(*call("parts"), *(["--resume"] if number else []), log=tmp_path / "log")
        while steps(tmp_path / "parts") < least_steps and process.poll() is None:
            time.sleep(0.05)
        time.sleep(chance.random() / 4)
        assert process.poll() is None, (tmp_path / "log").read_text()
        process.send_signal(signal.SIGKILL)
        process.wait()
    resumed = run(*call("parts"), "--resume")
    assert resumed.returncode == 0, resumed.stderr
    expected, found = losses(tmp_path / "whole"), losses(tmp_path / "parts")
    assert [row[0] for row in found] == [row[0] for row in expected]
    for (_, *found_losses), (_, *expected_losses) in zip(found, expected, strict=True):
        numbers = [[float(loss or 0) for loss in row] for row in (found_losses, expected_losses)]
        np.testing.assert_allclose(*numbers, atol=1e-5)
    last_lines = [process.stderr.splitlines()[-1].partition(";")[0] for process in (whole, resumed)]
    assert last_lines[0] == last_lines[1]


BAD_CALLS = {
    "no corpus": ((), 2, ["no corpus; give files"]),
    "missing file": (("gone.tsv", *LANGUAGES), 2, ["gone.tsv: no such file"]),
    "no languages": (("corpus.tsv",), 2, ["--from and --to are missing"]),
    "one language": (("corpus.tsv", "--from", "en", "--to", "en"), 2, ["must differ"]),
    "unknown language": (("corpus.tsv", "--from", "english", "--to", "fr"), 2, ["english"]),
    "empty corpus": (("empty.tsv", *LANGUAGES), 1, ["no usable pair"]),
    "nothing but broken lines": (("broken.tsv", *LANGUAGES), 1, ["no usable pair"]),
    "missing config": (("corpus.tsv", *LANGUAGES, "--config", "gone.toml"), 2, ["gone.toml: no such"]),
    "unknown setting": (("corpus.tsv", *LANGUAGES, "--config", "bad.toml"), 2, ["[training] speed: unknown setting"]),
    "missing bundle": (("corpus.tsv", *LANGUAGES, "--init", "gone"), 2, ["gone: no such folder"]),
    "misspelt table": (("corpus.tsv", *LANGUAGES, "--config", "misspelt.toml"), 2, ["trainig: unknown"]),
    "table that is none": (("corpus.tsv", *LANGUAGES, "--config", "flat.toml"), 2, ["model: must be a table, not 3"]),
    "number as a path": (("--config", "number.toml"), 2, ["[[corpus]] path: must be of type str, not 5"]),
    "missing dictionary": (
        ("corpus.tsv", *LANGUAGES, "--config", "words.toml"),
        2,
        ["gone.index: no such file; get the dictionary, or leave its [[dictionary]] out"],
    ),
    "dictionary of another direction": (
        ("corpus.tsv", *LANGUAGES, "--config", "german.toml"),
        2,
        ["corpus.tsv: no corpus is learned from 'en' to 'de', only en-fr, fr-en"],
    ),
    "all too long": (
        ("long.tsv", *LANGUAGES, "--config", "short.toml"),
        1,
        ["nothing to learn, 60 left out", "limits"],
    ),
}


@pytest.mark.slow
def test_a_domain_is_learned_and_the_rest_not_forgotten(corpora_dir, tmp_path):
    """About two thousand pairs, from the shipped weights, with the default settings."""
    done = run(
        "translate.train", write_orders(tmp_path / "orders.tsv"), *LANGUAGES, "--init", "pretrained",
        "--output", tmp_path / "run", timeout_seconds=1800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    held_out = [pair for pair in orders() if is_held_out(pair[0], 20)]
    folder = corpora_dir / "eval" / "translation"
    files = [folder / f"tatoeba-test.en-fr.{code}" for code in ("en", "fr")]
    general = list(zip(*[file.read_text("utf-8").splitlines()[:300] for file in files], strict=True))
    scores = {}
    for name, bundle in (("before", None), ("after", tmp_path / "run" / "bundle")):
        translator = load_translator(bundle)
        for corpus, sides in (("domain", held_out), ("general", general)):
            found = translator.translate_batch([english for english, _ in sides], "en", "fr")
            scores[name, corpus] = score_translations([t.text for t in found], [french for _, french in sides]).chrf
    assert scores["after", "domain"] > scores["before", "domain"] + 40, scores
    assert scores["after", "general"] > scores["before", "general"] - 4, scores


@pytest.mark.parametrize("name", BAD_CALLS)
def test_bad_calls(name, tmp_path):
    arguments, exit_code, parts = BAD_CALLS[name]
    (tmp_path / "corpus.tsv").write_text("one\tun\n")
    (tmp_path / "empty.tsv").write_text("")
    (tmp_path / "broken.tsv").write_bytes(b"no tab\n\t\nbad \xff\tbyte\n")
    (tmp_path / "long.tsv").write_text("a long sentence\tune longue phrase\n" * 30)
    (tmp_path / "bad.toml").write_text("[training]\nspeed = 3\n")
    (tmp_path / "misspelt.toml").write_text("[trainig]\nmax_steps = 3\n")
    (tmp_path / "flat.toml").write_text("model = 3\n")
    (tmp_path / "number.toml").write_text('[[corpus]]\npath = 5\nfrom = "en"\nto = "fr"\n')
    (tmp_path / "words.toml").write_text('[[dictionary]]\npath = "gone.index"\nfrom = "en"\nto = "fr"\n')
    german = f'[[dictionary]]\npath = "{tmp_path / "corpus.tsv"}"\nfrom = "en"\nto = "de"\n'
    (tmp_path / "german.toml").write_text(german)
    (tmp_path / "short.toml").write_text("[training]\nmax_target_tokens = 2\n")
    placed = [tmp_path / part if part.endswith((".tsv", ".toml", "gone")) else part for part in arguments]
    done = run("translate.train", *placed, "--output", tmp_path / "run")
    if name == "nothing but broken lines":
        assert "broken.tsv:1" in done.stderr
        assert "broken.tsv:3" in done.stderr
        done.stderr = done.stderr.splitlines()[-1]
    if name in ("empty corpus", "all too long"):
        assert ("kept 0, skipped 0" if name == "empty corpus" else "kept 30, skipped 0") in done.stderr
        done.stderr = done.stderr.splitlines()[-1]
    assert_one_line_error(done, exit_code, *parts)


def test_the_recipe_of_the_shipped_model_is_readable():
    from shared.config import TrainingConfig, override, read_toml

    tables = read_toml(ROOT / "translate" / "recipe.toml")
    assert override(TrainingConfig(), tables["training"], "training").max_steps > 1000
    assert tables["corpus"][0]["licence"]
