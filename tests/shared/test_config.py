import codecs

import pytest

from shared.config import TrainingConfig, override, read_toml
from shared.errors import CallError


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = ", "not a TOML file"),
        (b"\xff", "not a TOML file"),
        (b"a = " + b"[" * 5000, "not a TOML file"),
        (b"a = " + b"9" * 5000, "not a TOML file"),
    ],
)
def test_what_is_no_configuration_is_told(tmp_path, content, message):
    (tmp_path / "c.toml").write_bytes(content)
    with pytest.raises(CallError, match=message):
        read_toml(tmp_path / "c.toml")


def test_a_mark_of_byte_order_does_no_harm(tmp_path):
    (tmp_path / "c.toml").write_bytes(codecs.BOM_UTF8 + b"a = 1")
    assert read_toml(tmp_path / "c.toml") == {"a": 1}


@pytest.mark.parametrize("name", [".", "gone.toml"])
def test_where_there_is_no_file_another_is_asked_for(tmp_path, name):
    with pytest.raises(CallError, match="give a TOML file"):
        read_toml(tmp_path / name)


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_seeds_that_no_generator_takes(seed):
    with pytest.raises(CallError, match="seed"):
        override(TrainingConfig(), {"seed": seed}, "training")
