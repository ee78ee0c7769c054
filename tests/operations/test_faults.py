"""Fifty kills at random moments of a run of submissions; a few stand in `test_launching.py`."""

import sys
import tempfile
import time
from pathlib import Path

import pytest

from rapporteur.operations import clusters, processes
from tests.operations.faults import behind, killed_at_random, seed_of_the_faults
from tests.operations.installations import Installation

pytestmark = [pytest.mark.journey, pytest.mark.full, pytest.mark.requirement("A2")]
KILLS = 50
QUICK = (
    "from rapporteur.operations import commands, launching\n"
    "launching.LONGEST_PAUSE = 1.0\n"
    "raise SystemExit(commands.main(['run']))"
)


class Quick(Installation):
    """An installation that waits a second at most before it starts again what fell.

    The pauses grow to half a minute else, which is shown in `test_launching.py`.
    """

    run = (sys.executable, "-c", QUICK)


def test_fifty_kills_lose_nothing_that_was_shown():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        installation = Quick(Path(folder) / "home")
        try:
            installation.start()
            killed_at_random(installation, KILLS, seed_of_the_faults(), sources=5, within=4.0)
            since = time.time()
            installation.wait_for(
                lambda: has_worked_since(installation, since), "the worker to work again"
            )
            done = installation.ask("journal", "verify")
            assert done.returncode == 0, done.stdout
        finally:
            installation.end()
            processes.stop(processes.marked(installation.home))
            clusters.remove(clusters.plan(installation.home))


def has_worked_since(installation, moment):
    """Say whether the worker has taken up what was due since, and left nothing of it undone."""
    with behind(installation) as database:
        due = database.execute(
            "SELECT max(defer_timestamp) FROM procrastinate_periodic_defers"
            " WHERE task_name = 'journal.chain'"
        ).fetchone()
        undone = database.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'journal.chain'"
        ).fetchone()
    return (due[0] or 0) > moment and undone == (0,)
