"""The same office of three people as for letters."""

from tests.communications.conftest import office, pepper

__all__ = ["office", "pepper"]
