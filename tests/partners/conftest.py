import pytest

from tests.factories.cases import make_office


@pytest.fixture
def office(db):
    """A desk with a key, and its people."""
    return make_office()
