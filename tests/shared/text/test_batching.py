import numpy as np
import pytest

from shared.text.batching import batches_of_epoch, make_batch, plan_batches, with_candidates
from shared.text.encoded import EncodedCorpus, EncodedWriter
from shared.text.vocabulary import BOS_ID, EOS_ID, PAD_ID

BATCH_TOKENS = 40


@pytest.fixture
def examples():
    rng = np.random.default_rng(5)
    return [(rng.integers(4, 30, rng.integers(1, 9)), rng.integers(4, 30, rng.integers(0, 12))) for _ in range(200)]


@pytest.fixture
def corpus(tmp_path, examples):
    with EncodedWriter(tmp_path / "encoded") as writer:
        for source, target in examples:
            writer.add(source, target)
    assert writer.examples == len(examples)
    return EncodedCorpus.open(tmp_path / "encoded")


def test_encoded_corpus_comes_back(corpus, examples):
    assert len(corpus) == len(examples)
    for index, (source, target) in enumerate(examples):
        np.testing.assert_array_equal(corpus[index][0], source)
        np.testing.assert_array_equal(corpus[index][1], target)
    assert list(corpus.source_lengths) == [len(source) for source, _ in examples]


def test_empty_corpus(tmp_path):
    with EncodedWriter(tmp_path / "encoded"):
        pass
    assert len(EncodedCorpus.open(tmp_path / "encoded")) == 0


def test_every_example_once_in_batches_of_one_source_length(corpus):
    plan = plan_batches(corpus, BATCH_TOKENS, seed=1, epoch=0)
    assert sorted(np.concatenate(plan)) == list(range(len(corpus)))
    for rows in plan:
        assert len(set(corpus.source_lengths[rows])) == 1
        longest = max(corpus.source_lengths[rows].max(), corpus.target_lengths[rows].max() + 1)
        assert len(rows) == 1 or len(rows) * longest <= BATCH_TOKENS


def test_order_depends_on_seed_and_epoch_only(corpus):
    def order(seed, epoch):
        return [tuple(rows) for rows in plan_batches(corpus, BATCH_TOKENS, seed, epoch)]

    assert order(1, 2) == order(1, 2)
    assert order(1, 2) != order(1, 3)
    assert order(1, 2) != order(2, 2)


def test_batch_against_its_examples(corpus, examples):
    for rows in plan_batches(corpus, BATCH_TOKENS, seed=1, epoch=0):
        batch = make_batch(corpus, rows)
        assert batch.tokens == sum(len(examples[row][1]) + 1 for row in rows) == (batch.decoder_targets != PAD_ID).sum()
        for place, row in enumerate(rows):
            target = list(examples[row][1])
            padding = [PAD_ID] * (batch.decoder_inputs.shape[1] - len(target) - 1)
            assert list(batch.source_ids[place]) == list(examples[row][0])
            assert list(batch.decoder_inputs[place]) == [BOS_ID, *target, *padding]
            assert list(batch.decoder_targets[place]) == [*target, EOS_ID, *padding]


def test_candidates_hold_every_target(corpus):
    batch = next(batches_of_epoch(corpus, BATCH_TOKENS))
    cut = with_candidates(batch, vocabulary_size=30, size=25, rng=np.random.default_rng(0))
    assert len(cut.candidates) == len(set(cut.candidates)) == 25
    assert cut.candidates[0] == PAD_ID
    np.testing.assert_array_equal(cut.candidates[cut.decoder_targets], batch.decoder_targets)


def test_too_few_candidates_still_hold_every_target(corpus):
    batch = next(batches_of_epoch(corpus, BATCH_TOKENS))
    cut = with_candidates(batch, vocabulary_size=30, size=1, rng=np.random.default_rng(0))
    assert set(cut.candidates) == set(batch.decoder_targets.ravel()) | {PAD_ID}


def test_the_candidates_weigh_as_much_as_the_vocabulary(corpus):
    batch = next(batches_of_epoch(corpus, BATCH_TOKENS))
    present = set(batch.decoder_targets.ravel()) | {PAD_ID}
    logits = np.random.default_rng(1).normal(size=30)
    sums = []
    for seed in range(4000):
        cut = with_candidates(batch, vocabulary_size=30, size=25, rng=np.random.default_rng(seed))
        weights = dict(zip(cut.candidates, np.exp(cut.log_weights), strict=True))
        assert {token: weights[token] for token in present} == dict.fromkeys(present, 1)
        assert sum(weights.values()) == pytest.approx(30, rel=1e-5)
        sums.append(np.exp(logits[cut.candidates] + cut.log_weights).sum())
    assert np.mean(sums) == pytest.approx(np.exp(logits).sum(), rel=0.005)
    assert np.std(sums) > 0.01 * np.mean(sums)
