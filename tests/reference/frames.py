"""All frames of a short text, by writing down every one there is."""

import itertools


def all_frames(skill_id, slot_ids, body, valued):
    """Every token sequence that a frame may be, without its end: slots in any order, each with a run of the body."""
    if not valued:
        return {(skill_id, slot) for slot in slot_ids}
    runs = {tuple(body[i:j]) for i, j in itertools.combinations(range(len(body) + 1), 2)} or {()}
    found = set()
    for count in range(1, len(slot_ids) + 1):
        for slots in itertools.permutations(slot_ids, count):
            for values in itertools.product(runs, repeat=count):
                parts = zip(slots, values, strict=True)
                found.add((skill_id, *itertools.chain.from_iterable((slot, *value) for slot, value in parts)))
    return found
