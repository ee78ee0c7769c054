import pytest

from rapporteur.kernel.journal import actions, chain


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    monkeypatch.delenv("RAPPORTEUR_SECRET_JOURNAL_KEY", raising=False)
    monkeypatch.delenv("RAPPORTEUR_JOURNAL_PUBLIC_KEY", raising=False)
    return tmp_path


@pytest.fixture
def chained(committed, home):
    """Six entries, chained, with checkpoints at 4 and 6; one of them with a hard text."""
    for n in range(4):
        actions.record("act", ("desks_desk", n), by="x", why="Tab\there, line\nend, \\N, é, 文")
    chain.chain()
    chain.sign()
    for n in range(4, 6):
        actions.record("act", ("desks_desk", n), by="x")
    chain.chain()
    chain.sign()
    return home
