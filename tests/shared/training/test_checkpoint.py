import errno

import numpy as np
import pytest

from shared.errors import CheckpointError
from shared.training import checkpoint
from shared.training.checkpoint import load_arrays, save_arrays

ARRAYS = {"weight_0": np.arange(6, dtype=np.float32).reshape(2, 3), "optimizer_0": np.array(7)}


def test_saved_and_loaded(tmp_path):
    path = tmp_path / "new" / "checkpoint.npz"
    save_arrays(path, ARRAYS, {"step": 3, "best": [[1.5, 2]]})
    arrays, state = load_arrays(path)
    assert state == {"step": 3, "best": [[1.5, 2]]}
    assert set(arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(arrays[name], array)
    assert [file.name for file in path.parent.iterdir()] == ["checkpoint.npz"]


def test_a_full_disk_keeps_the_old_checkpoint(tmp_path, monkeypatch):
    path = tmp_path / "checkpoint.npz"
    save_arrays(path, ARRAYS, {"step": 1})

    def full(file, **arrays):
        file.write(b"some bytes")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoint.np, "savez", full)
    with pytest.raises(
        CheckpointError, match=r"No space left on device\); the checkpoint before it is kept; make room"
    ):
        save_arrays(path, ARRAYS, {"step": 2})
    monkeypatch.undo()
    assert load_arrays(path)[1] == {"step": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoint.npz"]


def test_a_really_full_disk(tmp_path):
    # /dev/full takes the opening and refuses the bytes, as a full disk does.
    (tmp_path / "checkpoint.npz.partial").symlink_to("/dev/full")
    with pytest.raises(CheckpointError, match="No space left on device"):
        save_arrays(tmp_path / "checkpoint.npz", ARRAYS, {})


@pytest.mark.parametrize("damage", [lambda c: c[:-30], lambda c: b"", lambda c: b"PK not an archive", lambda c: c[50:]])
def test_broken_checkpoints_are_named(tmp_path, damage):
    path = tmp_path / "checkpoint.npz"
    save_arrays(path, ARRAYS, {})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(CheckpointError, match=r"checkpoint\.npz: not a readable checkpoint"):
        load_arrays(path)


def test_missing_checkpoint(tmp_path):
    with pytest.raises(CheckpointError, match="no such checkpoint"):
        load_arrays(tmp_path / "checkpoint.npz")


def test_nothing_in_a_checkpoint_is_code(tmp_path):
    path = tmp_path / "checkpoint.npz"
    np.savez(path, weight_0=np.array([print], dtype=object))
    with pytest.raises(CheckpointError, match="not a readable checkpoint"):
        load_arrays(path)
