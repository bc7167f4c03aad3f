"""How far confidence is from the truth, by sorting every sentence into its bin by hand."""

import math


def expected_calibration_error(confidences, good, bins):
    """Σ share of bin · |mean confidence − share of good ones|, over bins [k/bins, (k+1)/bins), the last one closed."""
    total = 0.0
    for number in range(bins):
        inside = [
            (confidence, label)
            for confidence, label in zip(confidences, good, strict=True)
            if math.floor(confidence * bins) == number or (confidence == 1 and number == bins - 1)
        ]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(bool(label) for _, label in inside) / len(inside)
            total += len(inside) / len(confidences) * abs(mean - share)
    return total


def log_likelihood(probabilities, good):
    """Of labels under the probability that each is true."""
    return sum(math.log(p if label else 1 - p) for p, label in zip(probabilities, good, strict=True))
