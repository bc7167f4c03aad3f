"""In which precision products are made while training; knows no model."""

from contextlib import AbstractContextManager, nullcontext

import keras

from shared.errors import CallError


def mixed_precision(wanted: bool) -> AbstractContextManager[object]:
    """Within it products of matrices, recurrent layers among them, are made in bfloat16 and all else in float32.

    Weights, their gradients' sums and the optimizer stay in float32. A processor that multiplies bfloat16 itself
    (AVX512-BF16, AMX) learns nearly twice as fast so; any other more slowly.

    Args:
        wanted: whether to; if not, everything stays in float32.

    Raises:
        CallError: if it is wanted of another backend than PyTorch.

    Reference:
        Micikevicius et al. 2018, "Mixed precision training"; Kalamkar et al. 2019 for bfloat16.
    """
    if not wanted:
        return nullcontext()
    if keras.backend.backend() != "torch":
        raise CallError(
            f"mixed_precision needs PyTorch, not {keras.backend.backend()}: set KERAS_BACKEND=torch, or leave it out"
        )
    import torch

    return torch.autocast("cuda" if torch.cuda.is_available() else "cpu", torch.bfloat16)
