"""How fast the shipped translator decodes: `make bench`. Compare figures of one run only: machines differ."""

import sys
import time

from translate import load_translator

PHRASES = [f"{opening} {rest}" for opening in ("I think", "She said", "They know", "We hope") for rest in (
    "that it will rain tomorrow.",
    "the train is late again.",
    "he lives near the station.",
    "nobody wants to go home.",
    "the soup was too hot.",
    "it is time to leave.",
    "this book is very old.",
    "the children are asleep.",
)]  # fmt: skip
REPEATS = 5


def main() -> None:
    """Print phrases a second for each way of decoding, and its ratio to the slowest."""
    translator = load_translator()
    ways = {
        "one at a time, beam": lambda: [translator.translate(phrase, "en", "fr") for phrase in PHRASES],
        "one at a time, greedy": lambda: [translator.translate(phrase, "en", "fr", beam_size=1) for phrase in PHRASES],
        "together, beam": lambda: translator.translate_batch(PHRASES, "en", "fr"),
        "together, greedy": lambda: translator.translate_batch(PHRASES, "en", "fr", beam_size=1),
    }
    rates = {name: len(PHRASES) / _seconds(way) for name, way in ways.items()}
    slowest = min(rates.values())
    for name, rate in rates.items():
        sys.stdout.write(f"{name:24}{rate:8.1f} phrases a second{rate / slowest:8.1f}\n")


def _seconds(way) -> float:
    """The median of several runs after a first one."""
    way()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        way()
        times.append(time.perf_counter() - started)
    return sorted(times)[REPEATS // 2]


if __name__ == "__main__":
    main()
