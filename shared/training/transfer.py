"""The weights of a trained model under another vocabulary: what a piece meant goes on; knows no language."""

from typing import TYPE_CHECKING, Any

import keras
import numpy as np
import numpy.typing as npt

from shared.text.vocabulary import Vocabulary
from shared.training.checkpoint import set_values
from shared.training.growth import twice_as_wide
from shared.training.trained import Trained

if TYPE_CHECKING:
    from shared.models.seq2seq import Seq2Seq

FloatArray = npt.NDArray[np.floating[Any]]


def start_from(trained: Trained, model: "Seq2Seq", vocabulary: Vocabulary) -> None:
    """Give a fresh model the weights of a trained one; the vocabularies may differ, and it may be twice as wide.

    Raises:
        CheckpointError: if the two models differ in more than that.
    """
    spellings = [_spelling(row, trained.vocabulary, vocabulary) for row in range(len(vocabulary))]
    # Of more or fewer weights it is of another model, as `set_values` says.
    wider = trained.units * 2 == model.config.units and len(trained.weights) == len(model.weights)
    weights = twice_as_wide(trained.weights, model) if wider else dict(trained.weights)
    of_vocabulary = {id(variable) for variable in model.vocabulary_weights}
    for index, variable in enumerate(model.weights):
        name = f"weight_{index}"
        # And so it is where the shape is another.
        of_trained = (len(trained.vocabulary), *variable.shape[1:])
        if id(variable) in of_vocabulary and name in weights and weights[name].shape == of_trained:
            weights[name] = _with_rows(weights[name], keras.ops.convert_to_numpy(variable.value), spellings)
    set_values("weight", model.weights, weights)


def _with_rows(trained: FloatArray, fresh: FloatArray, spellings: list[list[int]]) -> FloatArray:
    rows = [trained[ids].mean(axis=0) if ids else fresh[row] for row, ids in enumerate(spellings)]
    return np.stack(rows).astype(fresh.dtype)


def _spelling(new_id: int, old: Vocabulary, new: Vocabulary) -> list[int]:
    """The old ids whose mean a new piece starts from; none if it starts anew.

    A piece that both know goes on as it was, another as the pieces that spell it. A new control symbol asks for
    something like the old ones did. What the old vocabulary has no letters for is a beginning.
    """
    (piece,) = new.pieces([new_id])
    if (known := old.find(piece)) is not None:
        return [known]
    if new_id in new.control_ids:
        return sorted(old.symbol_ids)
    ids = old.encode(piece.replace("▁", " "))
    return [] if any(old.is_byte(i) for i in ids) else ids
