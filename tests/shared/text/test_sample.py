from collections import Counter

import pytest

from shared.text.sample import Reservoir, reservoir_sample


@pytest.mark.parametrize(("count", "size"), [(0, 3), (2, 3), (3, 3), (50, 3), (50, 0)])
def test_never_more_than_there_is_room_for(count, size):
    kept, seen = reservoir_sample(iter(range(count)), size, seed=0)
    assert len(kept) == len(set(kept)) == min(count, size)
    assert set(kept) <= set(range(count))
    assert seen == count


def test_what_fits_is_kept_in_order():
    assert reservoir_sample("abc", 3, seed=0)[0] == ["a", "b", "c"]


def test_every_item_is_as_likely_as_another():
    counts = Counter(item for seed in range(2000) for item in reservoir_sample(range(10), 3, seed)[0])
    assert set(counts) == set(range(10))
    # 600 each, with a standard deviation of 20.
    assert all(500 < count < 700 for count in counts.values())


def test_the_same_seed_keeps_the_same():
    assert reservoir_sample(range(100), 5, seed=1) == reservoir_sample(range(100), 5, seed=1)
    assert reservoir_sample(range(100), 5, seed=1) != reservoir_sample(range(100), 5, seed=2)


def test_items_may_be_added_one_by_one():
    reservoir = Reservoir[int](4, seed=3)
    for number in range(100):
        reservoir.add(number)
        assert reservoir.count == number + 1
        assert len(reservoir.kept) == min(4, number + 1)
    assert (reservoir.kept, reservoir.count) == reservoir_sample(range(100), 4, seed=3)
