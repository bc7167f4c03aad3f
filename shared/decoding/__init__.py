"""Search for good targets over the step protocol; knows no model, no vocabulary and no text."""
