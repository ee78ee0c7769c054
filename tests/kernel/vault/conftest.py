import pytest

from tests.factories.vaults import make_group, make_keyring


@pytest.fixture
def member():
    """Someone with an open vault; the database is the test's own choice."""
    return make_keyring()


@pytest.fixture
def group(member):
    return make_group(member)
