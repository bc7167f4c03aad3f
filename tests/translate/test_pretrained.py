"""The shipped translator: what it says, and what it scores."""

import itertools
import json
import subprocess
import sys
import urllib.request

import pytest
from reference.commands import ROOT, assert_one_line_error, run
from reference.keras_stepper import KerasStepper

from shared.evaluation.translation import score_translations
from shared.runtime.bundle import Bundle
from translate import PRETRAINED, Translator, load_translator
from translate.short_inputs import read_short_inputs

PHRASES = ["Where is the station?", "I don't know.", "Good morning!", "My brother is taller than me."]
DIRECTIONS = [("en", "fr"), ("fr", "en")]
COMPARED = 400


def test_the_same_phrase_gives_the_same_line_everywhere():
    by_argument = run("translate", *PHRASES, "--to", "fr").stdout.splitlines()
    assert len(by_argument) == len(PHRASES)
    stdin = "".join(f"{phrase}\n" for phrase in PHRASES)
    assert run("translate", "--to", "fr", stdin=stdin).stdout.splitlines() == by_argument
    one_by_one = [run("translate", "--to", "fr", stdin=phrase + "\n").stdout.strip() for phrase in PHRASES]
    assert one_by_one == by_argument
    assert _over_http(PHRASES) == by_argument


def _over_http(phrases):
    """Each phrase in a request of its own, and all in one, to a real server."""
    command = [sys.executable, "-m", "web", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            address = process.stderr.readline().split()[2]
            together = _post(address, phrases)
            assert [_post(address, phrase) for phrase in phrases] == together
            return together
        finally:
            process.terminate()


def _post(address, q):
    body = json.dumps({"q": q, "source": "auto", "target": "fr"}).encode()
    request = urllib.request.Request(f"{address}/translate", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["translatedText"]


def test_a_translation_loads_no_framework():
    code = (
        "import runpy, sys; sys.argv = ['translate', 'Where is the station?', '--to', 'fr']\n"
        "try: runpy.run_module('translate', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "onnxruntime" in loaded
    assert loaded.isdisjoint({"tensorflow", "keras", "torch", "jax"})


def test_a_phrase_of_10_000_characters():
    assert_one_line_error(run("translate", "a long story " * 770, "--to", "fr"), 2, "too long")


@pytest.mark.slow
def test_10_000_lines_in_order_in_flat_memory():
    """What is said of many lines is what is said of each, and takes no more memory."""
    cases = [case.text for case in read_short_inputs(ROOT / "tests/translate/short_inputs/en-de.tsv")]
    lines = [f"{case} {number}" if number % 3 else case for number, case in zip(range(10_000), itertools.cycle(cases))]
    few, many = (_peak_memory(lines[:count]) for count in (1000, 10_000))
    assert len(many[0]) == 10_000
    assert many[0][:1000] == few[0]
    translator = load_translator()
    for place in range(0, 10_000, 199):
        assert translator.translate(lines[place], "en", "de").text == many[0][place]
    assert many[1] < 1.1 * few[1]


def _peak_memory(lines):
    """The answers to lines on stdin, and the most memory the command held, in kilobytes."""
    stdin = "".join(f"{line}\n" for line in lines)
    measured = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'translate', '--from', 'en', '--to', 'de'])\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", measured]
    done = subprocess.run(command, input=stdin, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines(), int(done.stderr.split()[-1])


def _lines(corpora_dir, source, target):
    folder = corpora_dir / "eval" / "translation"
    return [
        (folder / f"tatoeba-test.en-fr.{code}").read_text("utf-8").splitlines()[:COMPARED] for code in (source, target)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_int8_is_within_a_third_of_a_point_of_the_keras_model(corpora_dir, source, target):
    from shared.models.seq2seq import Seq2Seq
    from shared.training.checkpoint import set_values

    bundle = Bundle.open(PRETRAINED)
    model = Seq2Seq(bundle.model_config, len(bundle.vocabulary))
    set_values("weight", model.weights, bundle.weights())
    shipped = load_translator()
    in_keras = Translator(KerasStepper(model), bundle.vocabulary, dict(bundle.manifest))
    sources, references = _lines(corpora_dir, source, target)
    scores = []
    for translator in (shipped, in_keras):
        found = [translation.text for translation in translator.translate_batch(sources, source, target)]
        scores.append(score_translations(found, references).chrf)
    assert scores[0] == pytest.approx(scores[1], abs=0.3)


@pytest.mark.slow
@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_scores_of_the_card_are_those_of_the_evaluation(corpora_dir, source, target):
    folder = corpora_dir / "eval" / "translation"
    sides = [folder / f"tatoeba-test.en-fr.{code}" for code in (source, target)]
    done = run(
        "translate.evaluate",
        *("--source", sides[0], "--reference", sides[1], "--from", source, "--to", target, "--format", "json"),
    )
    result = json.loads(done.stdout)
    (stated,) = [s for s in Bundle.open(PRETRAINED).manifest["scores"] if (s["from"], s["to"]) == (source, target)]
    assert result["chrf"] == pytest.approx(stated["chrf"], abs=0.05)


def test_the_stated_scores_are_at_least_50_chrf_in_each_direction():
    stated = {(score["from"], score["to"]): score["chrf"] for score in Bundle.open(PRETRAINED).manifest["scores"]}
    assert all(stated[direction] >= 50 for direction in DIRECTIONS)
