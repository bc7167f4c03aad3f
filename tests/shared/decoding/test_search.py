import numpy as np
import pytest
from reference.search import all_targets, repeats_ngram
from reference.stepper import BOS, EOS, PAD, UNK, MatrixStepper

from shared.decoding.options import DecodingOptions
from shared.decoding.scoring import force, pair_log_probs
from shared.decoding.search import search, stream
from shared.errors import CallError

BANNED = (PAD, UNK, BOS)
MAX_LENGTH = 4


def run(stepper, sources=None, banned=BANNED, prefixes=None, max_lengths=None, grammars=None, seed=None, **options):
    options = DecodingOptions(**{"max_length": MAX_LENGTH, **options})
    return search(
        stepper,
        stepper.state(sources),
        options,
        bos_id=BOS,
        eos_id=EOS,
        banned_ids=banned,
        prefixes=prefixes,
        max_lengths=max_lengths,
        grammars=grammars,
        seed=seed,
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("length_penalty", [0.0, 0.7, 1.0])
def test_a_wide_beam_finds_what_exhaustive_search_finds(seed, length_penalty):
    stepper = MatrixStepper(vocabulary_size=6, sharpness=2.0, seed=seed)
    # More hypotheses than there are targets: nothing is ever pruned.
    found = run(stepper, beam_size=200, alternatives=5, length_penalty=length_penalty)
    for source, hypotheses in enumerate(found):
        expected = all_targets(stepper, source, MAX_LENGTH, length_penalty, BANNED)
        ended = [h for h in hypotheses if h.finished]
        # A target cut at the limit counts as finished only where the end is likeliest: compare the others.
        wanted = [(s, t) for s, t in expected if len(t) < MAX_LENGTH or t in {h.token_ids for h in ended}][: len(ended)]
        assert [h.token_ids for h in ended] == [token_ids for _, token_ids in wanted]
        np.testing.assert_allclose([h.score for h in ended], [score for score, _ in wanted], atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_greedy_search_takes_the_likeliest_token_each_time(seed):
    stepper = MatrixStepper(seed=seed, sharpness=1.0)
    for source, (hypothesis,) in enumerate(run(stepper, beam_size=1, max_length=7)):
        before, last, expected = 0, BOS, []
        while len(expected) < 7:
            row = stepper.table[source, before, last].copy()
            row[list(BANNED)] = -np.inf
            token = int(row.argmax())
            if token == EOS:
                break
            expected.append(token)
            before, last = last, token
        assert hypothesis.token_ids == tuple(expected)


def test_a_wider_beam_is_never_worse_on_the_whole():
    totals = []
    for beam_size in (1, 4, 16):
        found = [
            run(MatrixStepper(seed=seed, sharpness=1.5), beam_size=beam_size, length_penalty=0.0) for seed in range(20)
        ]
        totals.append(sum(hypotheses[0].log_prob for sources in found for hypotheses in sources))
    assert totals[0] < totals[1] <= totals[2]


@pytest.mark.parametrize("options", [{"beam_size": 3, "alternatives": 2}, {"temperature": 0.9, "samples": 3}])
def test_neighbours_change_nothing(options):
    stepper = MatrixStepper(sources=5)
    together = run(stepper, seed=7, **options)
    backwards = run(stepper, sources=range(4, -1, -1), seed=7, **options)[::-1]
    alone = [run(stepper, sources=[source], seed=7, **options)[0] for source in range(5)]
    assert together == backwards == alone


def test_log_probs_are_the_model_s_own():
    stepper = MatrixStepper()
    for hypotheses in (
        run(stepper, beam_size=4, alternatives=4),
        run(stepper, temperature=1.7, top_k=3, samples=4, seed=1),
    ):
        for source, of_source in enumerate(hypotheses):
            for hypothesis in of_source:
                assert hypothesis.log_prob == pytest.approx(stepper.log_prob(source, hypothesis.token_ids))
            scores = [h.score for h in of_source if h.finished]
            assert scores == sorted(scores, reverse=True)


def test_alternatives_differ():
    for hypotheses in run(MatrixStepper(), beam_size=8, alternatives=8):
        assert len({h.token_ids for h in hypotheses}) == len(hypotheses) > 1


def test_it_always_ends():
    stepper = MatrixStepper(vocabulary_size=20, sources=1)
    stepper.table[..., EOS] = -50.0  # a model that never wants to end
    (hypotheses,) = run(stepper, beam_size=3, max_length=9)
    assert [len(h.token_ids) for h in hypotheses] == [9]
    assert not hypotheses[0].finished
    assert stepper.calls <= 10


def test_length_limits_by_source():
    stepper = MatrixStepper(vocabulary_size=20, sources=2)
    stepper.table[..., EOS] = -50.0
    found = run(stepper, beam_size=2, max_length=9, max_lengths=[2, 5])
    assert [len(hypotheses[0].token_ids) for hypotheses in found] == [2, 5]


def test_min_length():
    stepper = MatrixStepper(sources=1)
    stepper.table[..., EOS] = 5.0
    assert len(run(stepper, beam_size=2)[0][0].token_ids) == 0
    assert len(run(stepper, beam_size=2, min_length=3)[0][0].token_ids) == 3


def test_banned_tokens_never_come():
    hypotheses = run(MatrixStepper(seed=2), temperature=3.0, samples=50, seed=3, banned=(*BANNED, 5), max_length=20)
    assert {token for of_source in hypotheses for h in of_source for token in h.token_ids} == {4}


@pytest.mark.parametrize("options", [{"beam_size": 3, "alternatives": 3}, {"temperature": 1.0, "samples": 20}])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_no_ngram_comes_twice(options, n):
    stepper = MatrixStepper(vocabulary_size=8, sources=2, seed=4)
    stepper.table[..., EOS] -= 3.0
    free = run(stepper, seed=1, max_length=12, **options)
    blocked = run(stepper, seed=1, max_length=12, no_repeat_ngram=n, **options)
    assert any(repeats_ngram(h.token_ids, n) for of_source in free for h in of_source)
    assert not any(repeats_ngram(h.token_ids, n) for of_source in blocked for h in of_source)


def test_prefixes():
    found = run(MatrixStepper(sources=2), beam_size=3, alternatives=3, prefixes=[(4, 5), ()])
    assert all(h.token_ids[:2] == (4, 5) for h in found[0])
    assert found[1] == run(MatrixStepper(sources=2), sources=[1], beam_size=3, alternatives=3)[0]


def rising(token_ids):
    """Tokens never fall, and an even number of them."""
    following = [token for token in (UNK, 4, 5, 6) if not token_ids or token >= token_ids[-1]]
    return [*following, EOS] if len(token_ids) % 2 == 0 else following


def alternating(token_ids):
    return [6, EOS] if token_ids and token_ids[-1] != 6 else [4, 5]


GRAMMARS = [rising, alternating]


def obeys(grammar, token_ids, ended=True):
    tokens = (*token_ids, EOS) if ended else token_ids
    return all(token in grammar(tokens[:place]) for place, token in enumerate(tokens))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("length_penalty", [0.0, 1.0])
def test_a_wide_beam_finds_the_best_that_a_grammar_allows(seed, length_penalty):
    stepper = MatrixStepper(vocabulary_size=7, sources=2, sharpness=1.5, seed=seed)
    found = run(stepper, grammars=GRAMMARS, beam_size=400, alternatives=400, length_penalty=length_penalty)
    for source, (hypotheses, grammar) in enumerate(zip(found, GRAMMARS, strict=True)):
        every = all_targets(stepper, source, MAX_LENGTH - 1, length_penalty)
        expected = [(score, ids) for score, ids in every if obeys(grammar, ids)]
        ended = [h for h in hypotheses if len(h.token_ids) < MAX_LENGTH]
        assert len(expected) >= 4
        assert [h.token_ids for h in ended] == [ids for _, ids in expected]
        np.testing.assert_allclose([h.score for h in ended], [score for score, _ in expected], atol=1e-9)


@pytest.mark.parametrize("options", [{"beam_size": 1}, {"beam_size": 3, "alternatives": 3}, {"temperature": 1.0}])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_searched_obeys_its_grammar(options, seed):
    stepper = MatrixStepper(vocabulary_size=7, sources=2, seed=seed)
    found = run(stepper, grammars=GRAMMARS, max_length=12, seed=seed, no_repeat_ngram=1, min_length=9, **options)
    for hypotheses, grammar in zip(found, GRAMMARS, strict=True):
        assert hypotheses
        for h in hypotheses:
            assert h.log_prob == pytest.approx(stepper.log_prob(found.index(hypotheses), h.token_ids))
            assert obeys(grammar, h.token_ids, ended=len(h.token_ids) < 12)


def test_a_grammar_of_one_source_changes_no_other():
    stepper = MatrixStepper(vocabulary_size=7, sources=2, seed=3)
    anything = [token for token in range(7) if token not in BANNED]
    together = run(stepper, grammars=[rising, lambda token_ids: anything], beam_size=3, alternatives=3)
    assert together[1] == run(stepper, sources=[1], beam_size=3, alternatives=3)[0]
    assert together[0] == run(stepper, sources=[0], grammars=[rising], beam_size=3, alternatives=3)[0]


@pytest.mark.parametrize("options", [{"beam_size": 1}, {"temperature": 0.8, "top_p": 0.9}])
def test_streamed_tokens_are_those_of_the_whole_search(options):
    stepper = MatrixStepper(sources=1, seed=9)
    stepper.table[..., EOS] -= 6.0
    whole = run(stepper, seed=5, max_length=30, **options)[0][0]
    options = DecodingOptions(max_length=30, **options)
    pieces = stream(stepper, stepper.state(), options, bos_id=BOS, eos_id=EOS, banned_ids=BANNED, seed=5)
    assert tuple(pieces) == whole.token_ids
    assert len(whole.token_ids) > 1


def test_forced_targets_have_the_model_s_log_probs():
    stepper = MatrixStepper(sources=3)
    targets = [(4, 5, 4), (), (5,)]
    for source, (target, forced) in enumerate(
        zip(targets, force(stepper, stepper.state(), targets, bos_id=BOS, eos_id=EOS), strict=True)
    ):
        assert len(forced.log_probs) == len(target) + 1
        assert forced.log_prob == pytest.approx(stepper.log_prob(source, target))
        assert forced.attention is None


def test_pairs_are_scored_alike_in_any_number():
    stepper = MatrixStepper(sources=3)
    stepper.encode = lambda sources: stepper.state([source[0] for source in sources])
    sources = [(number % 3,) for number in range(600)]
    targets = [(4, 5)[: number % 4 // 2] + (5,) * (number % 3) for number in range(600)]
    expected = [stepper.log_prob(source, target) for (source,), target in zip(sources, targets, strict=True)]
    found = pair_log_probs(stepper, sources, targets, bos_id=BOS, eos_id=EOS)
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize(
    ("name", "value"),
    [("beam_size", 0), ("samples", 0), ("temperature", -1), ("top_p", 0.0), ("top_p", 1.1), ("max_length", 0)],
)
def test_options_are_checked(name, value):
    with pytest.raises(CallError, match=f"{name} must be .* not {value}"):
        DecodingOptions(**{name: value})
