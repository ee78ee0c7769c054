"""Readers of files, in the cage as a door uses them and, once more, where coverage can look on."""

import json

import pytest

from rapporteur.kernel.files import child, opening
from rapporteur.kernel.files.verdicts import UNFIT, Unfit


def here(asked, data):
    """Answer as the child does, without its cage: which shows the readers' own verdicts."""
    try:
        return child.answer(json.loads(asked), data)
    except Unfit as unfit:
        return UNFIT + unfit.verdict.encode()


@pytest.fixture
def without_cage(monkeypatch):
    monkeypatch.setattr(opening, "ask", here)
