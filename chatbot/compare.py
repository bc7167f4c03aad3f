"""`python -m chatbot.compare`: each means against dull replies, with and without it, on held-out conversations.

The replies that it looks at are others than those that `chatbot.evaluate` scores.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from chatbot import PRETRAINED, load_chatbot
from chatbot.evaluate import REPLIES, diversity, scored_examples
from chatbot.generation import Generator
from chatbot.learning.examples import Example
from chatbot.reply_options import ReplyOptions
from chatbot.symbols import NEUTRAL
from shared.command_line import ArgumentParser, named_path, note, positive, run
from shared.evaluation.dialogue import likeness, words

_COUNT = 300
_SEED = 1
_COLUMNS = ("distinct_1", "distinct_2", "generic_rate", "repeat_rate")

Variant = Callable[[Generator, Example], str]


def main(argv: Sequence[str]) -> None:
    """Print the table."""
    arguments = _parser().parse_args(argv)
    examples = scored_examples(arguments.corpus, arguments.all, REPLIES, arguments.count)
    chatbot = load_chatbot(arguments.model)
    sys.stdout.write(f"{'':44}" + "".join(f"{name:>14}" for name in (*_COLUMNS, "likeness")) + "\n")
    rows: dict[str, Sequence[str]] = {"people": [example.reply for example in examples]}
    for name, variant in variants(chatbot.options).items():
        note(name)
        rows[name] = [variant(chatbot.generator, example) for example in examples]
    for name, replies in rows.items():
        figures = {**diversity(replies), "likeness": mean_likeness(replies, rows["people"])}
        sys.stdout.write(f"{name:44}" + "".join(f"{round(value, 4):>14}" for value in figures.values()) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = ArgumentParser(prog="python -m chatbot.compare", description=__doc__)
    parser.add_argument("corpus", type=named_path, metavar="CORPUS")
    parser.add_argument("--all", action="store_true", help="not the held-out conversations only")
    parser.add_argument("--count", type=positive, default=_COUNT, metavar="N", help="replies (default: %(default)s)")
    parser.add_argument("--model", default=PRETRAINED, metavar="DIR")
    return parser


def variants(default: ReplyOptions) -> Mapping[str, Variant]:
    """Ways to reply, from the plainest on, by what they are called."""

    def chosen(**changes: float) -> Variant:
        options = replace(default, **changes)  # type: ignore[arg-type]
        return lambda generator, example: (
            generator.with_options(options).informative(example.context, NEUTRAL, _SEED)[0].text
        )

    anything = {"plausible_margin": 1e9}
    return {
        "greedy": lambda generator, example: generator.greedy(example.context),
        "beam": chosen(samples=0, no_repeat_ngram=0, information_weight=0),
        "beam, no n-gram twice": chosen(samples=0, information_weight=0),
        "beam, by information": chosen(samples=0, beam_candidates=default.beam_size),
        "one sample": chosen(samples=1, beam_candidates=1, beam_size=1, **anything),
        "samples and beam, the likeliest": chosen(information_weight=0),
        "samples and beam, by half the information": chosen(information_weight=0.5),
        "samples and beam, by information": chosen(),
        "the same, however implausible": chosen(**anything),
        "the same, no n-gram blocked": chosen(no_repeat_ngram=0),
        "the same, fewer samples": chosen(samples=max(1, default.samples // 3)),
        "the same, all of the distribution": chosen(top_p=1.0, temperature=1.0),
    }


def mean_likeness(replies: Sequence[str], others: Sequence[str]) -> float:
    """The words that replies share with those of people, the mean F1: whether they are to the point."""
    pairs = zip(replies, others, strict=True)
    return sum(likeness(words(reply), words(other)) for reply, other in pairs) / len(replies)


if __name__ == "__main__":
    raise SystemExit(run(main))
