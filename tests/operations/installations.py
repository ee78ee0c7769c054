"""A whole installation for tests and benchmarks: its folder, ports and launchers."""

import json
import signal
import subprocess
import time
from http.client import HTTPConnection

from rapporteur.operations import launching, processes
from tests.operations.surroundings import clean, command, free_port_base

PATIENCE = 180  # seconds; many times a cold start on two busy cores


class Installation:
    """A data folder and ports of its own, and the launchers that were started on it."""

    run = command("run")

    def __init__(self, home, *, seeded=False):
        self.home, self.base = home, free_port_base()
        self.environment = clean(
            RAPPORTEUR_HOME=str(home),
            RAPPORTEUR_PORT_BASE=str(self.base),
            RAPPORTEUR_SEED="yes" if seeded else "no",
        )
        self.launchers = []

    def start(self):
        log = (self.home.parent / f"run-{len(self.launchers)}.log").open("w+")
        self.launchers.append(
            subprocess.Popen(self.run, env=self.environment, stdout=log, stderr=log)
        )
        log.close()
        self.wait_for(lambda: "Rapporteur is up" in self.said(), "the doors to open")
        return self.launchers[-1]

    def said(self):
        return (self.home.parent / f"run-{len(self.launchers) - 1}.log").read_text()

    def ask(self, *words):
        return subprocess.run(
            command(*words), env=self.environment, capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip

    def status(self):
        return json.loads(self.ask("status", "--json").stdout)

    def pids(self, name):
        return processes.marked(self.home, **{launching.NAME: name})

    def opens(self, number):
        connection = HTTPConnection("127.0.0.1", self.base + number, timeout=2)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def wait_for(self, what, words, within=PATIENCE):
        until = time.monotonic() + within
        while not what():
            assert time.monotonic() < until, f"waited for {words}:\n{self.said()}"
            assert self.launchers[-1].poll() is None or what(), self.said()
            time.sleep(0.1)

    def end(self):
        for launcher in self.launchers:
            if launcher.poll() is None:
                launcher.send_signal(signal.SIGTERM)
                launcher.wait(PATIENCE)
