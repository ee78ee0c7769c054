"""A clean environment for the programs that tests of operations start."""

import os
import random
import socket
import sys

from rapporteur.kernel.environment import ROOT

OURS = ("DATABASE_URL", "RAPPORTEUR_", "DJANGO_", "TEST_DATABASE")


def clean(**values):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **values}


def command(*words):
    return [sys.executable, "-m", "rapporteur", *words]


def free_port_base():
    """Return the first of four free ports in a row; not the same that another run would take."""
    bases = list(range(18000, 22000, 10))
    random.shuffle(bases)
    for base in bases:
        try:
            for port in range(base, base + 5):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return base
    raise AssertionError("no free ports")
