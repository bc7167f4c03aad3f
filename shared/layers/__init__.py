"""Keras layers a sequence model is built of; none of them knows a whole model."""
