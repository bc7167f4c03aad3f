"""Which examples are held out: decided by what they say, so that every run and every corpus agrees."""

import hashlib


def is_held_out(key: str, one_in: int) -> bool:
    """Whether the SHA-1 of a text, as a number, is 0 modulo `one_in`.

    All examples of one key fall on the same side: nothing of a held-out sentence is learned by way of
    a second translation.
    """
    return int.from_bytes(hashlib.sha1(key.encode("utf-8", "replace")).digest(), "big") % one_in == 0


def hash_order(key: str) -> bytes:
    """A sort key that puts texts into an order which has nothing to do with what they say."""
    return hashlib.sha1(key.encode("utf-8", "replace")).digest()
