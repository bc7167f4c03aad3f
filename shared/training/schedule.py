"""How the learning rate runs; knows no model."""

from typing import Any

import keras
from keras import ops

Tensor = Any

_FINAL_SHARE = 0.01


class WarmupDecay(keras.optimizers.schedules.LearningRateSchedule):
    """Linear from 0 to the peak over the warm-up, then linear down to a hundredth of it at the last step.

    Args:
        peak: the highest learning rate.
        warmup_steps: steps to reach it.
        max_steps: the last step.
    """

    def __init__(self, peak: float, warmup_steps: int, max_steps: int):
        self.peak = peak
        self.warmup_steps = max(1, min(warmup_steps, max_steps // 2))
        self.max_steps = max(max_steps, self.warmup_steps + 1)

    def __call__(self, step: Tensor) -> Tensor:
        now = ops.cast(step, "float32")
        rise = (now + 1) / self.warmup_steps
        fall = 1 - (1 - _FINAL_SHARE) * (now - self.warmup_steps) / (self.max_steps - self.warmup_steps)
        return self.peak * ops.maximum(ops.minimum(rise, fall), _FINAL_SHARE)

    def get_config(self) -> dict[str, Any]:
        return {"peak": self.peak, "warmup_steps": self.warmup_steps, "max_steps": self.max_steps}
