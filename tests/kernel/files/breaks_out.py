# ruff: noqa: PTH123, PTH208, PTH116, SIM115, PLW1510
"""A child that tries every way out of the cage and tells which of them were open."""

import json
import os
import socket
import subprocess
import sys
import threading

from rapporteur.kernel.files import cage

WAYS = {
    "socket": socket.socket,
    "pair": socket.socketpair,
    "read a file": lambda: open("/etc/hostname"),
    "write a file": lambda: open("/tmp/left-behind", "w"),
    "list a folder": lambda: os.listdir("/"),
    "look at a file": lambda: os.stat("/"),
    "start a program": lambda: subprocess.run(["/bin/true"]),
    "fork": os.fork,
    "thread": lambda: threading.Thread(target=int).start(),
    "kill": lambda: os.kill(os.getppid(), 0),
    "change folder": lambda: os.chdir("/tmp"),
    "become another": lambda: os.setuid(65534),
    "signal a group": lambda: os.killpg(0, 0),
    "pipe": os.pipe,
}


def main():
    cage.shut()
    told = {"environment": dict(os.environ)}
    for name, way in WAYS.items():
        try:
            way()
        except (OSError, RuntimeError) as fault:
            told[name] = type(fault).__name__
        else:
            told[name] = "open"
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)
