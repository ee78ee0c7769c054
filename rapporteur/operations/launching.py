"""Bring everything up, watch over it, and take down what was started and nothing else.

The launcher holds a lock on the data folder while it lives, so there is one at a time. What it
starts carries a mark (`processes.MARK`): if the launcher is killed, the next one finds the
orphans by it, stops them and goes on. The launcher itself never loads Django: it stays small.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from rapporteur.kernel import environment
from rapporteur.kernel.dumps import forbid_core_dumps
from rapporteur.kernel.environment import DOORS, ROLES
from rapporteur.operations import clusters, processes, roles
from rapporteur.operations.binaries import NoCluster
from rapporteur.operations.homes import AlreadyRunning, CannotStart, held, make_home

NAME = "RAPPORTEUR_PROCESS"  # in the environment of each: which of ours it is
OPENING_LIMIT = 60.0  # seconds for all doors to answer
GRACE = 8.0  # seconds from asking a process to end to making it end
ORPHAN_GRACE = 2.0  # seconds; without its master a door's process does not listen
AS_OWNER = {"prepare", "seed"}
LOG_LIMIT = 5_000_000  # bytes; a longer log is put aside once, at the next start
STEADY = 60.0  # seconds alive, after which a fall counts as the first again
LONGEST_PAUSE = 30.0  # seconds between two tries
PREFIX = "RAPPORTEUR_SECRET_"
# Of a process, elsewhere four. At intake most wait for a turn (ADR 0124); at the missions door half
# may be busy for long with a large file (ADR 0192).
THREADS = {"intake": 16, "missions": 8}
# By process: what a name of its secrets begins with; `instance-key` there is in an exercise only.
SECRETS = {
    "public": ("django-public",),
    "intake": ("django-intake", "receipt-pepper", "instance-key"),
    "missions": ("django-missions", "second-factor-missions", "instance-key"),
    "desk": ("django-desk", "second-factor-desk", "instance-key"),
    "partners": ("django-partners", "second-factor-partners", "instance-key"),
    "worker": ("django-worker", "journal-key"),
}


class Stopped(Exception):  # noqa: N818
    """The operator asked to stop while we were still starting."""


@dataclass
class Child:
    """One process of ours: how it is started, and how often it fell of late."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    not_before: float = 0.0


@dataclass
class Launcher:
    """What is up, and whether we were asked to stop."""

    home: Path
    cluster: clusters.Cluster | None
    asked_to_stop: threading.Event = field(default_factory=threading.Event)
    children: list[Child] = field(default_factory=list)
    seed: Child | None = None  # fills the desk of an exercise, once the doors are open


def say(text: str) -> None:
    """Tell the operator; a terminal that was closed must not keep us from stopping in good order."""
    with suppress(OSError):
        print(text, flush=True)


def address(door: str) -> str:
    return f"http://localhost:{environment.port(door)}/"


def run() -> int:
    """Start everything, watch it until asked to stop; return the exit code of the command."""
    environment.check_settings()
    forbid_core_dumps()
    home = environment.home()
    make_home(home)
    try:
        with held(home):
            return live(home)
    except AlreadyRunning:
        say("Rapporteur already runs from this data folder:")
        for door in DOORS:
            say(f"  {door:9} {address(door)}  {'up' if answers(door) else 'not up'}")
        say("Stop it where it was started (Ctrl-C), or look closer: bin/rapporteur status")
        return 0


def live(home: Path) -> int:
    """Start, watch, stop. Raises CannotStart or NoCluster after taking down what was started."""
    if left := processes.marked(home):
        say("Stopping what an earlier run left behind.")
        processes.stop(left, within=ORPHAN_GRACE)
    own = None if roles.brought() else clusters.plan(home)
    launcher = Launcher(home, own)
    listen_for_signals(launcher)
    try:
        start(launcher)
        watch(launcher)
    except Stopped:
        pass
    finally:
        say("Stopping.")
        stop(launcher)
    say("Stopped.")
    return 0


def listen_for_signals(launcher: Launcher) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: launcher.asked_to_stop.set())


def start(launcher: Launcher) -> None:
    """Bring up database, preparation, doors and worker. Raises CannotStart."""
    began = time.monotonic()
    refuse_taken_ports()
    start_database(launcher)
    prepare(launcher)
    mode = mode_of(launcher.home)
    launcher.children = [
        *(Child(door, door_command(door, mode)) for door in DOORS),
        Child("worker", [sys.executable, "-m", "rapporteur", "worker"]),
    ]
    for child in launcher.children:
        spawn(launcher, child)
    wait_until_open(launcher)
    announce(launcher, mode, time.monotonic() - began)
    begin_seed(launcher)


def start_database(launcher: Launcher) -> None:
    """Start our own cluster; one that a killed launcher left running is taken over as it is."""
    cluster = launcher.cluster
    if cluster is None:
        return
    if clusters.ensure(cluster):
        say(f"Made a database in {cluster.data.parent}.")
    if not clusters.is_running(cluster):
        clusters.start(cluster)


def refuse_taken_ports() -> None:
    """Raise CannotStart where another program listens on a port that a door needs."""
    for door in DOORS:
        with socket.socket(family_of(environment.bind_address()), socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((environment.bind_address(), environment.port(door)))
            except OSError as error:
                raise CannotStart(
                    f"Port {environment.port(door)}, of the {door} door, cannot be used: "
                    f"{(error.strerror or 'no such address').lower()}. Stop what uses it, or set "
                    "RAPPORTEUR_PORT_BASE to the first of four free ports."
                ) from error


def family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def surroundings(launcher: Launcher, name: str) -> dict[str, str]:
    """Return the environment of a process: marked, without the databases and secrets of others."""
    others = {f"DATABASE_URL_{role.upper()}" for role in ROLES if role != name} | {"DATABASE_URL"}
    secrets = {key for key in os.environ if key.startswith(PREFIX) and not is_of(name, key)}
    hidden = set() if name in AS_OWNER else others | secrets
    kept = {key: value for key, value in os.environ.items() if key not in hidden}
    return {
        **kept,
        "RAPPORTEUR_HOME": str(launcher.home),
        "PYTHONPATH": str(environment.ROOT),
        "PYTHONUNBUFFERED": "1",
        processes.MARK: str(launcher.home),
        NAME: name,
    }


def is_of(name: str, variable: str) -> bool:
    """Say whether a process needs the secret in this variable; a later pepper has a number."""
    wanted = (PREFIX + own.upper().replace("-", "_") for own in SECRETS.get(name, ()))
    return variable.startswith(tuple(wanted))


def prepare(launcher: Launcher) -> None:
    """Run roles, migrations, reference data and static files in a process of their own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rapporteur", "prepare"],
        cwd=environment.ROOT,
        env=surroundings(launcher, "prepare"),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None:
        if launcher.asked_to_stop.wait(0.02):
            raise Stopped
    if process.returncode:
        raise CannotStart("The database could not be prepared; the reason is above.")


def mode_of(home: Path) -> str:
    """Return the mode that the preparation found in the database."""
    return str(prepared(home)["mode"])


def prepared(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "run" / "prepared.json").read_text())
    return found


def door_command(door: str, mode: str) -> list[str]:
    """Return how a door is served: by one process in an exercise, by two in real work, or as set."""
    number = environment.worker_processes(1 if mode == "exercise" else 2)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        f"rapporteur.doors.{door}.wsgi:application",
        "--host", environment.bind_address(), "--port", str(environment.port(door)),
        "--workers", str(number), "--blocking-threads", str(THREADS.get(door, 4)),
        "--http", "1", "--no-ws", "--workers-kill-timeout", "5",
    ]  # fmt: skip


def spawn(launcher: Launcher, child: Child) -> None:
    """Start one process, its words into its log. A remainder of an earlier one is stopped first."""
    processes.stop(processes.marked(launcher.home, **{NAME: child.name}), within=ORPHAN_GRACE)
    path = launcher.home / "logs" / f"{child.name}.log"
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    with path.open("ab") as log:
        child.process = subprocess.Popen(
            list(child.command),
            cwd=environment.ROOT,
            env=surroundings(launcher, child.name),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop the rest in good order
        )
    child.started = time.monotonic()


def answers(door: str, within: float = 1.0) -> bool:
    """Say whether a door answers HTTP, whatever it answers."""
    host = environment.bind_address()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  where all means here
    connection = HTTPConnection(host, environment.port(door), timeout=within)
    try:
        connection.request("HEAD", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def wait_until_open(launcher: Launcher) -> None:
    """Wait until every door answers. Raises CannotStart with the end of the log of one that fell."""
    until = time.monotonic() + OPENING_LIMIT
    waiting = [child for child in launcher.children if child.name in DOORS]
    while waiting:
        if launcher.asked_to_stop.wait(0.05):
            raise Stopped
        for child in waiting:
            if child.process is not None and child.process.poll() is not None:
                raise CannotStart(
                    f"The {child.name} door fell at once.\n{last_words(launcher, child)}"
                )
        if time.monotonic() > until:
            names = ", ".join(child.name for child in waiting)
            raise CannotStart(f"No answer from: {names}. See {launcher.home / 'logs'}.")
        waiting = [child for child in waiting if not answers(child.name)]


def last_words(launcher: Launcher, child: Child, lines: int = 5) -> str:
    log = launcher.home / "logs" / f"{child.name}.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def announce(launcher: Launcher, mode: str, took: float) -> None:
    """Print the addresses, and in an exercise the accounts."""
    say(f"\nRapporteur is up after {took:.1f} s.")
    if mode == "exercise":
        say("This is an EXERCISE: made-up cases of Exerland only, on this machine only.")
    for door in DOORS:
        say(f"  {door:9} {address(door)}")
    for line in account_lines(launcher.home):
        say(line)
    say(f"Logs: {launcher.home / 'logs'}    Mail: {launcher.home / 'mail'}    Stop: Ctrl-C")


def account_lines(home: Path) -> list[str]:
    """Return what to print of the exercise's accounts; none in real work."""
    path = home / "exercise.json"
    if not path.is_file():
        return []
    lines = [f"\nAccounts of the exercise (also in {path}):"]
    for account in json.loads(path.read_text()):
        lines += [
            f"  {account['role']} ({account['door']} door)",
            f"    e-mail {account['email']}   password {account['password']}",
            f"    second factor (TOTP secret) {account['totp_secret']}",
        ]
        if account.get("vault_passphrase"):
            lines.append(f"    vault passphrase {account['vault_passphrase']}")
    return [*lines, ""]


def watch(launcher: Launcher) -> None:
    """Start again whatever falls, with growing pauses, until asked to stop."""
    while not launcher.asked_to_stop.wait(0.5):
        mend_database(launcher)
        tell_of_seed(launcher)
        for child in launcher.children:
            mend(launcher, child)


def begin_seed(launcher: Launcher) -> None:
    """Have the made-up cases made where they are due; the doors neither wait nor fall with it."""
    if not prepared(launcher.home).get("seed"):
        return
    say("Made-up cases are on their way to the desk; you can sign in meanwhile.")
    launcher.seed = Child("seed", [sys.executable, "-m", "rapporteur", "seed"])
    spawn(launcher, launcher.seed)


def tell_of_seed(launcher: Launcher) -> None:
    """Say in one line how the seed ended, once it has. What is left is made at the next start."""
    seed = launcher.seed
    if seed is None or seed.process is None or seed.process.poll() is None:
        return
    launcher.seed = None
    if seed.process.returncode:
        say("The made-up cases could not all be made: see logs/seed.log. The doors stay open.")
    else:
        say(last_words(launcher, seed, lines=1))


def mend_database(launcher: Launcher) -> None:
    cluster = launcher.cluster
    if cluster is None or clusters.is_running(cluster):
        return
    say("PostgreSQL fell; starting it again.")
    try:
        clusters.start(cluster)
    except NoCluster as error:
        say(str(error))


def mend(launcher: Launcher, child: Child) -> None:
    """Start a fallen process again: after 1, 2, 4 … 30 seconds."""
    if child.process is None:
        if time.monotonic() >= child.not_before:
            spawn(launcher, child)
    elif child.process.poll() is not None:
        lasted = time.monotonic() - child.started
        child.falls = 1 if lasted > STEADY else child.falls + 1
        pause = min(2.0 ** (child.falls - 1), LONGEST_PAUSE)
        say(f"{child.name} fell; starting it again in {pause:.0f} s. See logs/{child.name}.log.")
        child.process, child.not_before = None, time.monotonic() + pause


def stop(launcher: Launcher) -> None:
    """Stop the worker and the doors, then our database. Nothing else is touched."""
    children = [*launcher.children, *([launcher.seed] if launcher.seed else [])]
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    until = time.monotonic() + GRACE
    while time.monotonic() < until and any(process.poll() is None for process in running):
        time.sleep(0.05)
    processes.stop(processes.marked(launcher.home), within=ORPHAN_GRACE)
    for process in running:
        process.wait()
    if launcher.cluster is not None:
        clusters.stop(launcher.cluster)
