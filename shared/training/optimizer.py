"""How gradients change weights; knows no model."""

from typing import Any

import keras

Tensor = Any


class Adam(keras.optimizers.Adam):
    """Keras's Adam, run by PyTorch's fused operator where that is the backend.

    It reads and writes the weights, their gradients and both moments once a step, not once an operation: of a small
    model with a large vocabulary that is a quarter of a step. States, arguments and results are those of
    `keras.optimizers.Adam`, but that epsilon is added to the unbiased root.

    Reference:
        Kingma and Ba 2015, "Adam: A method for stochastic optimization".
    """

    def update_step(self, gradient: Tensor, variable: keras.Variable, learning_rate: Tensor) -> None:
        """Change one weight, in place."""
        if keras.backend.backend() != "torch":
            super().update_step(gradient, variable, learning_rate)
            return
        import torch
        from torch.optim.adam import adam

        index = self._get_variable_index(variable)
        with torch.no_grad():
            adam(
                [variable.value],
                [gradient],
                [self._momentums[index].value],
                [self._velocities[index].value],
                [],
                [self.iterations.value.to(torch.float32)],
                foreach=False,
                fused=True,
                amsgrad=False,
                beta1=self.beta_1,
                beta2=self.beta_2,
                lr=float(learning_rate),
                weight_decay=0.0,
                eps=self.epsilon,
                maximize=False,
            )
