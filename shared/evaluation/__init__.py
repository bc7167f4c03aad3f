"""Scores, each with its signature; knows no model and no product."""
