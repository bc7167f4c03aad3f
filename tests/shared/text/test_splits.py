import hashlib

from shared.text.sample import reservoir_sample
from shared.text.splits import hash_order, is_held_out


def test_held_out_is_sha_1_modulo():
    keys = [f"sentence {number}" for number in range(500)]
    held = [key for key in keys if is_held_out(key, 20)]
    assert held == [key for key in keys if int(hashlib.sha1(key.encode()).hexdigest(), 16) % 20 == 0]
    assert 10 < len(held) < 45


def test_hash_order_is_fixed_and_takes_any_text():
    assert hash_order("a") == hash_order("a") != hash_order("b")
    assert is_held_out("\ud800", 1)


def test_reservoir_sample_is_fair_and_repeatable():
    drawn, count = reservoir_sample(iter(range(1000)), 100, seed=3)
    assert count == 1000
    assert len(set(drawn)) == 100
    assert drawn == reservoir_sample(range(1000), 100, seed=3)[0]
    hits = sum(number in reservoir_sample(range(50), 10, seed=seed)[0] for seed in range(400) for number in (0, 49))
    assert 110 < hits < 210  # 160 expected: the first and the last are as likely as any other


def test_reservoir_sample_of_few():
    assert reservoir_sample(iter("abc"), 10, seed=0) == (["a", "b", "c"], 3)
