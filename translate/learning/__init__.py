"""From corpora to what a translator learns; serving needs none of it."""
