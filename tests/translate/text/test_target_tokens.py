import pytest

from translate.text.target_tokens import packed, unpacked, with_those_of


@pytest.mark.parametrize("ids", [[], [0], [7], [8], [3, 4, 5, 23_999], list(range(0, 300, 7))])
def test_ids_are_the_same_again(ids):
    assert unpacked(packed(reversed(ids))).tolist() == ids


def test_what_was_learned_before_stays_sayable():
    before = {"fr": packed([4, 9]), "en": packed([5])}
    after = {"fr": packed([6, 9]), "de": packed([7])}
    found = {code: unpacked(text).tolist() for code, text in with_those_of(before, after).items()}
    assert found == {"fr": [4, 6, 9], "en": [5], "de": [7]}


def test_what_is_no_base_64():
    with pytest.raises(ValueError, match="base64"):
        unpacked("%")
