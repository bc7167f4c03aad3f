"""`python -m chatbot.evaluate`: what the replies of a bundle are like, beside those of people."""

import argparse
import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from chatbot import PRETRAINED, Chatbot, Reply, load_chatbot
from chatbot.corpora import read_conversations
from chatbot.generation import Generator
from chatbot.learning.examples import Example, examples_of
from chatbot.ranking import Candidate
from chatbot.symbols import NEUTRAL
from shared import __version__
from shared.command_line import ArgumentParser, named_path, note, run
from shared.errors import CorpusError
from shared.evaluation import dialogue as metrics
from shared.text.lines import ReadReport
from shared.text.splits import hash_order

REPLIES = 1000
DISTRACTORS = 19
_SEED = 1
_PROGRESS_REPLIES = 100


def main(argv: Sequence[str]) -> None:
    """Score a bundle on the held-out conversations of a corpus."""
    arguments = _parser().parse_args(argv)
    examples = scored_examples(arguments.corpus, arguments.all)
    chatbot = load_chatbot(arguments.model)
    result = evaluate(chatbot, examples)
    sys.stdout.write(json.dumps(result) + "\n" if arguments.format == "json" else _as_text(result))


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m chatbot.evaluate", description=__doc__)
    parser.add_argument("corpus", type=named_path, metavar="CORPUS")
    parser.add_argument("--all", action="store_true", help="not the held-out conversations only")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def scored_examples(corpus: Path, everything: bool, first: int = 0, count: int = REPLIES) -> list[Example]:
    """Replies of the held-out conversations in the order of their hashes, `count` from the place `first` on.

    Raises:
        CorpusError: if there are too few.
    """

    def found() -> Iterator[Example]:
        for conversation in read_conversations(corpus, ReadReport()):
            if everything or conversation.held_out:
                yield from examples_of(conversation)

    def key(example: Example) -> bytes:
        return hash_order(f"{example.context[-1].text}\t{example.reply}")

    examples = heapq.nsmallest(first + count, found(), key=key)
    needed = first + min(count, DISTRACTORS + 1)
    if len(examples) < needed:
        what = "replies" if everything else "held-out replies"
        advice = "a larger one" if everything else "--all or a larger one"
        raise CorpusError(f"{corpus}: {len(examples)} {what}, too few to score: {needed} are needed; give {advice}")
    return examples[first:]


def evaluate(chatbot: Chatbot, examples: Sequence[Example]) -> dict[str, object]:
    """All figures of the contract, the bot's and, under `human`, those of the true replies."""
    true_replies = [example.reply for example in examples]
    ids = [tuple(chatbot.vocabulary.encode(reply)) for reply in true_replies]
    if len(ids) - max(Counter(ids).values()) < DISTRACTORS:
        raise CorpusError(f"fewer than {DISTRACTORS} replies differ from the commonest one: give a larger corpus")
    generator = chatbot.generator
    sources = [generator.source(example.context) for example in examples]
    log_prob = float(generator.ranker.log_probs(sources, ids).sum())
    recall, plain_recall = _recalls_at_1(generator, sources, ids)
    replies = _replies(chatbot, examples)
    greedy = [generator.greedy(example.context) for example in examples]
    options = ",".join(f"{name}={value}" for name, value in asdict(chatbot.options).items())
    return {
        "perplexity": round(metrics.perplexity(log_prob, true_replies), 2),
        **diversity([reply.text for reply in replies]),
        "recall_at_1": round(recall, 4),
        "replies": len(replies),
        "skills": dict(Counter(reply.skill for reply in replies).most_common()),
        "greedy": {**diversity(greedy), "recall_at_1": round(plain_recall, 4)},
        "human": diversity(true_replies),
        "signature": f"replies={len(replies)},seed={_SEED},distractors={DISTRACTORS},{options},version={__version__}",
    }


def diversity(replies: Sequence[str]) -> dict[str, float]:
    """How diverse replies are, and how dull."""
    return {
        "distinct_1": round(metrics.distinct(replies, 1), 4),
        "distinct_2": round(metrics.distinct(replies, 2), 4),
        "generic_rate": round(metrics.generic_rate(replies), 4),
        "repeat_rate": round(metrics.repeat_rate(replies), 4),
    }


def _replies(chatbot: Chatbot, examples: Sequence[Example]) -> list[Reply]:
    note("replying")
    replies = []
    for count, example in enumerate(examples, start=1):
        replies.append(chatbot.answer(NEUTRAL, example.context, seed=_SEED).reply)
        if count % _PROGRESS_REPLIES == 0:
            note(f"{count} of {len(examples)} replies")
    return replies


def _recalls_at_1(
    generator: Generator, sources: Sequence[Sequence[int]], ids: Sequence[tuple[int, ...]]
) -> tuple[float, float]:
    """How often the true reply stands above the distractors, which are other true ones.

    By the bot's own ranking, and by likelihood a token, as plain decoding ranks.
    """
    rng = np.random.default_rng(_SEED)
    ranker = generator.ranker
    anyway = ranker.log_probs_anyway(ids)
    ranked, plain = [], []
    for place, source in enumerate(sources):
        others = rng.choice([i for i in range(len(ids)) if ids[i] != ids[place]], DISTRACTORS, replace=False)
        chosen = [place, *map(int, others)]
        here = ranker.log_probs([source] * len(chosen), [ids[i] for i in chosen])
        ranked.append([ranker.score(here[k], anyway[i], ids[i]) for k, i in enumerate(chosen)])
        plain.append([Candidate(ids[i], float(here[k])).log_prob_per_token for k, i in enumerate(chosen)])
    return metrics.recall_at_1(ranked), metrics.recall_at_1(plain)


def _as_text(result: dict[str, object]) -> str:
    greedy, human = result["greedy"], result["human"]
    assert isinstance(human, dict)
    assert isinstance(greedy, dict)
    lines = [f"{'':14}{'bot':>10}{'greedy':>10}{'people':>10}"]
    for name in ("perplexity", "distinct_1", "distinct_2", "generic_rate", "repeat_rate", "recall_at_1"):
        lines.append(f"{name:14}{result[name]:>10}{greedy.get(name, ''):>10}{human.get(name, ''):>10}")
    return "\n".join([*lines, f"({result['signature']})"]) + "\n"


if __name__ == "__main__":
    raise SystemExit(run(main))
