"""Searching the slow way: every target there is."""

import itertools

from reference.stepper import EOS


def all_targets(stepper, source, max_length, length_penalty, banned=()):
    """(score, token_ids) of every target up to a length, best first."""
    size = stepper.table.shape[-1]
    tokens = [token for token in range(size) if token != EOS and token not in banned]
    found = []
    for length in range(max_length + 1):
        for token_ids in itertools.product(tokens, repeat=length):
            score = stepper.log_prob(source, token_ids) / (length + 1) ** length_penalty
            found.append((score, token_ids))
    return sorted(found, reverse=True)


def repeats_ngram(token_ids, n):
    """Whether an n-gram comes twice, by looking at all pairs of places."""
    places = range(len(token_ids) - n + 1)
    return any(i < j and list(token_ids[i : i + n]) == list(token_ids[j : j + n]) for i in places for j in places)
