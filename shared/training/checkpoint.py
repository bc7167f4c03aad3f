"""Checkpoints to resume from: one file each, written whole or not at all; knows no training loop."""

import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from shared.errors import CheckpointError

Arrays = Mapping[str, npt.NDArray[Any]]

_STATE_KEY = "state_json"


def save_arrays(path: Path, arrays: Arrays, state: Mapping[str, Any]) -> None:
    """Write arrays and a JSON state to `path` atomically: a reader sees the old file or the new one.

    Raises:
        CheckpointError: if the disk is full or not writable; what stood there before still does.
    """
    temporary = path.with_name(path.name + ".partial")
    encoded = np.frombuffer(json.dumps(state).encode(), dtype=np.uint8)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.savez(file, **{_STATE_KEY: encoded}, **arrays)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        kept = "the checkpoint before it is kept; " if path.exists() else ""
        raise CheckpointError(
            f"{path}: cannot be written ({error.strerror}); {kept}make room and run again with --resume"
        ) from error


def load_arrays(path: Path) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    """Arrays and state of a checkpoint; raises `CheckpointError` naming the file if it is missing or broken."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return arrays, json.loads(arrays.pop(_STATE_KEY).tobytes())
    except FileNotFoundError as error:
        raise CheckpointError(f"{path}: no such checkpoint; start without --resume") from error
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise CheckpointError(f"{path}: not a readable checkpoint ({error}); train again") from error


def get_values(prefix: str, variables: Sequence[keras.Variable]) -> dict[str, npt.NDArray[Any]]:
    """The values of variables, named `prefix_0`, `prefix_1` … in their order."""
    return {f"{prefix}_{index}": keras.ops.convert_to_numpy(variable.value) for index, variable in enumerate(variables)}


def set_values(prefix: str, variables: Sequence[keras.Variable], arrays: Arrays) -> None:
    """Assign what `get_values` took.

    Raises:
        CheckpointError: naming both shapes, if the checkpoint belongs to another model.
    """
    for index, variable in enumerate(variables):
        value = arrays.get(f"{prefix}_{index}")
        found = None if value is None else value.shape
        if value is None or found != tuple(variable.shape):
            raise CheckpointError(
                f"the checkpoint is of another model: {variable.path} has shape {tuple(variable.shape)}, "
                f"the checkpoint {found}; use the settings it was made with, or start anew"
            )
    for index, variable in enumerate(variables):
        variable.assign(arrays[f"{prefix}_{index}"])
