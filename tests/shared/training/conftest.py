import pytest
from reference.trainers import write_corpora


@pytest.fixture(scope="session")
def corpora(tmp_path_factory):
    """What the trainers of `reference.trainers` learn, and what is held out."""
    return write_corpora(tmp_path_factory.mktemp("corpora"))
