"""The Keras encoder–decoder both products instantiate; knows no search, no text and no file."""
