"""The machinery of a sequence-to-sequence model; it knows no product."""

import os

__version__ = "0.1.0"

# TensorFlow tells of its processor before anybody can ask it not to; only its errors are of interest.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
