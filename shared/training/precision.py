"""In which precision products are made while training; knows no model."""

from contextlib import AbstractContextManager, nullcontext
from functools import cache

import keras

from shared.errors import CallError


def mixed_precision(wanted: bool) -> AbstractContextManager[object]:
    """Within it products of matrices, recurrent layers among them, are made in bfloat16 and all else in float32.

    Weights, their gradients' sums and the optimizer stay in float32. A processor that multiplies bfloat16 itself
    (AVX512-BF16, AMX) learns nearly twice as fast so; on one that cannot everything stays in float32.

    Args:
        wanted: whether to; if not, everything stays in float32.

    Raises:
        CallError: if it is wanted of another backend than PyTorch.

    Reference:
        Micikevicius et al. 2018, "Mixed precision training"; Kalamkar et al. 2019 for bfloat16.
    """
    if not wanted or not multiplies_bfloat16():
        return nullcontext()
    import torch

    return torch.autocast("cuda" if torch.cuda.is_available() else "cpu", torch.bfloat16)


@cache
def multiplies_bfloat16() -> bool:
    """Whether PyTorch has recurrent layers in bfloat16 for this processor; it tells only when it runs one.

    Raises:
        CallError: if the backend is another than PyTorch.
    """
    if keras.backend.backend() != "torch":
        raise CallError(
            f"mixed_precision needs PyTorch, not {keras.backend.backend()}: set KERAS_BACKEND=torch, or leave it out"
        )
    import torch

    if torch.cuda.is_available():
        return True
    size = 16
    states = torch.zeros(1, 1, size), torch.zeros(1, 1, size)
    kernel, bias = torch.zeros(4 * size, size, requires_grad=True), torch.zeros(4 * size)
    try:
        with torch.autocast("cpu", torch.bfloat16):
            torch.lstm(torch.zeros(1, 2, size), states, [kernel, kernel, bias, bias], True, 1, 0.0, True, False, True)
    except RuntimeError:
        return False
    return True
