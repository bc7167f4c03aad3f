"""What every reader yields: where a row stands and its two sides as written; None for sides that are malformed."""

Row = tuple[str, tuple[str, str] | None]
