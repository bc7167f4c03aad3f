"""Fixtures that any test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that does other work beside is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def corpora_dir() -> Path:
    """The folder with the real `corpora/` and `eval/`; tests that need it skip where there is none."""
    value = os.environ.get("CORPORA_DIR")
    if not value:
        pytest.skip("CORPORA_DIR is not set: this test reads the real corpora")
    return Path(value)
