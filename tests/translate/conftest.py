import pytest
from reference.commands import run
from reference.phrases import write_tsv

CONFIG = """\
[variation]
careless = 0
joined = 0
[model]
units = 64
encoder_layers = 1
[training]
vocabulary_size = 340
batch_tokens = 300
max_steps = 600
warmup_steps = 50
evaluation_steps = 100
peak_learning_rate = 0.005
candidates = 0
deterministic = true
"""


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The run directory of a small training, and the process that made it."""
    folder = tmp_path_factory.mktemp("translate")
    (folder / "config.toml").write_text(CONFIG)
    corpus = write_tsv(folder / "phrases.tsv")
    output = folder / "run"
    process = run(
        "translate.train", corpus, "--from", "en", "--to", "fr", "--output", output, "--config", folder / "config.toml"
    )
    assert process.returncode == 0, process.stderr
    return output, process


@pytest.fixture(scope="session")
def small_bundle(trained):
    """A translator that has learned a few phrases."""
    return trained[0] / "bundle"
