"""Readers of sentence pairs, one a format; each yields rows as they stand, and knows neither pair nor language."""
