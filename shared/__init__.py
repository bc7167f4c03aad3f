"""The machinery of a sequence-to-sequence model; it knows no product."""
