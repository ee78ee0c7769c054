"""Readers of files, in the cage as a door uses them and, once more, where coverage can look on."""

import pytest

from rapporteur.kernel.files import child, opening, serving


def here(line, data):
    """Answer as the child does, without its cage: which shows the readers' own verdicts."""
    return serving.given_by(lambda: child.answer(line, data))


@pytest.fixture
def without_cage(monkeypatch):
    monkeypatch.setattr(opening, "ask", here)
