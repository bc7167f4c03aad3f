"""Candidates of a bundle that has learned a few phrases, and what it may say."""

import numpy as np
import pytest
from reference.stepper import BOS, EOS

from shared.decoding.options import DecodingOptions
from shared.decoding.search import search
from shared.runtime.bundle import Bundle
from shared.runtime.session import Session
from translate.choice.candidates import CandidateSearch
from translate.text.target_tokens import packed, unpacked

PHRASES = ["two red cats", "ten old keys", "six"]


@pytest.fixture(scope="module")
def bundle(small_bundle):
    return Bundle.open(small_bundle)


def candidates(bundle, **manifest):
    return CandidateSearch(Session(bundle), bundle.vocabulary, {**bundle.manifest, **manifest}, ())


def sources(bundle, symbol="<2fr>"):
    vocabulary = bundle.vocabulary
    return [[vocabulary.symbol_id(symbol), *vocabulary.encode(phrase), EOS] for phrase in PHRASES]


def find(search, bundle, **asked):
    return search.find(sources(bundle), ("en", "fr"), [()] * len(PHRASES), **asked)


def test_without_a_list_it_is_the_search_over_all_tokens(bundle):
    decoding = {**bundle.manifest["decoding"], "reverse_weight": 0}
    found = find(candidates(bundle, decoding=decoding, target_tokens={}), bundle)
    session = Session(bundle)
    options = DecodingOptions(
        beam_size=5, alternatives=5, length_penalty=1.2, no_repeat_ngram=decoding["no_repeat_ngram"]
    )
    expected = search(
        session,
        session.encode(sources(bundle)),
        options,
        bos_id=BOS,
        eos_id=EOS,
        banned_ids=bundle.vocabulary.control_ids - {EOS},
        max_lengths=[2 * len(source) + 10 for source in sources(bundle)],
    )
    assert [[h.token_ids for h in of] for of in found] == [[h.token_ids for h in of] for of in expected]
    for of, others in zip(found, expected, strict=True):
        np.testing.assert_allclose([h.score for h in of], [h.score for h in others], atol=1e-5)


def test_training_lists_what_its_translations_hold(bundle):
    english, french = (set(unpacked(bundle.manifest["target_tokens"][code])) for code in ("en", "fr"))
    assert set(bundle.vocabulary.encode("deux chats rouges")) <= french
    assert set(bundle.vocabulary.encode("two red cats")) <= english
    assert french != english
    assert {h.token_ids for of in find(candidates(bundle), bundle) for h in of} <= {
        h.token_ids for of in find(candidates(bundle, target_tokens={}), bundle, beam_size=20) for h in of
    }


def test_what_no_translation_held_is_not_said_unless_the_user_says_it(bundle):
    vocabulary = bundle.vocabulary
    best = find(candidates(bundle), bundle)[0][0]
    assert vocabulary.decode(best.token_ids) == "deux chats rouges"
    french = set(unpacked(bundle.manifest["target_tokens"]["fr"]))
    lost = set(vocabulary.encode("rouges")) - set(vocabulary.encode("deux chats"))
    limited = candidates(bundle, target_tokens={"fr": packed(french - lost)})
    assert not [h for h in find(limited, bundle)[0] if lost & set(h.token_ids)]
    begun = [vocabulary.encode("deux chats rouges")] * len(PHRASES)
    assert vocabulary.decode(find(limited, bundle, prefixes=begun)[0][0].token_ids).startswith("deux chats rouges")


def test_more_alternatives_than_the_beam_has_come_after_its_own(bundle):
    few, many = (find(candidates(bundle), bundle, alternatives=n)[0] for n in (0, 8))
    assert len(many) > len(few)
    assert many[: len(few)] == few
