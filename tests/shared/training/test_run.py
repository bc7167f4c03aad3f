import pytest

from shared.errors import CheckpointError
from shared.training.run import RunDirectory


@pytest.mark.parametrize("content", ["{}", "[1]", "3", '{"requested": 1}', "{cut"])
def test_a_run_that_cannot_be_read_is_not_gone_on_with(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(CheckpointError, match="give another --output"):
        RunDirectory(tmp_path).prepared({"training": {}}, True, pytest.fail)
    assert (tmp_path / "run.json").read_text() == content
