"""Attention one query and one place at a time."""

import numpy as np


def attend(score, query, memory, mask, weights):
    """Context and weights of one query over one memory; `weights` by role."""
    scores = []
    for place, real in zip(memory, mask, strict=True):
        if not real:
            scores.append(-np.inf)
        elif score == "dot":
            scores.append(query @ place)
        elif score == "general":
            scores.append(query @ (place @ weights["memory"]))
        else:
            hidden = query @ weights["query"] + weights["query_bias"] + place @ weights["memory"]
            scores.append(np.tanh(hidden) @ weights["score"])
    exponentials = np.exp(np.array(scores) - np.max(scores))
    shares = exponentials / exponentials.sum()
    return shares @ memory, shares
