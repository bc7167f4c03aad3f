"""What a scoring tells: how many cases there were, and those that failed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One case that failed.

    Args:
        category: of the case.
        said, reply: by whom it was tried, and what came.
        wanted: instead.
    """

    category: str
    said: str
    reply: str
    wanted: str


@dataclass(frozen=True)
class Result:
    """A score and what is behind it.

    Args:
        name: of what was scored.
        cases: how many of each category.
        failures: those that failed.
    """

    name: str
    cases: Counter[str]
    failures: Sequence[Failure]

    @property
    def share(self) -> float:
        """Of the cases that did not fail."""
        return 1 - len(self.failures) / max(1, self.cases.total())

    def lines(self, with_failures: bool) -> list[str]:
        """For a reader: the score, that of each category, and the failures."""
        failed = Counter(failure.category for failure in self.failures)
        of_each = ", ".join(f"{name} {n - failed[name]}/{n}" for name, n in self.cases.items())
        shown = [f"{self.name}: {self.share:.1%} of {self.cases.total()} ({of_each})"]
        if with_failures:
            shown += [f"  {f.category}: {f.said!r} -> {f.reply!r}, not {f.wanted!r}" for f in self.failures]
        return shown
