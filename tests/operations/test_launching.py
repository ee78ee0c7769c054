"""`rapporteur run` as an operator meets it: real processes, killed and started again."""

import itertools
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from rapporteur.kernel import environment
from rapporteur.operations import clusters, homes, launching, processes
from rapporteur.operations.launching import Child, Launcher
from tests.operations.faults import killed_at_random, seed_of_the_faults
from tests.operations.installations import PATIENCE, Installation
from tests.operations.surroundings import command

pytestmark = [pytest.mark.journey, pytest.mark.requirement("M11")]
CRASHES = (signal.SIGSEGV, signal.SIGABRT)


@pytest.fixture(scope="module")
def installation():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        found = Installation(Path(folder) / "home", seeded=True)
        yield found
        found.end()
        processes.stop(processes.marked(found.home))
        clusters.remove(clusters.plan(found.home))


def test_one_command_brings_everything_up(installation):
    installation.start()
    said = installation.said()
    for number, door in enumerate(environment.DOORS):
        assert f"http://localhost:{installation.base + number}/" in said
        assert installation.opens(number) is not None, door
    assert "EXERCISE" in said


def test_what_it_keeps_is_for_our_eyes_only(installation):
    home = installation.home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    secrets = [path for path in (home / "secrets").iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}


def test_the_accounts_are_told_in_the_terminal_and_in_a_file(installation):
    path = installation.home / "exercise.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for account in json.loads(path.read_text()):
        assert account["password"] in installation.said()


def test_an_exercise_signs_its_own_recipients(installation):
    told = installation.ask("vault", "recipients").stdout

    assert re.findall(r"(?m)^(\w+): .*, epoch 1, fingerprint [0-9a-f ]{39}: signed$", told) == [
        "desk",
        "identity",
        "identity",
        "mission",
        "partner",
    ]
    assert stat.S_IMODE((installation.home / "secrets" / "instance-key").stat().st_mode) == 0o600


def test_no_process_of_it_may_write_a_core_dump(installation):
    database = clusters.plan(installation.home).data / "postmaster.pid"
    found = {int(database.read_text().split()[0]), *processes.marked(installation.home)}
    limits = [Path(f"/proc/{pid}/limits").read_text() for pid in found]
    assert len(limits) > len(environment.DOORS) + 1
    assert [text for text in limits if not re.search(r"Max core file size +0 +0 ", text)] == []


def test_status_tells_doors_database_worker_and_counts(installation):
    found = installation.status()
    assert [door["up"] for door in found["doors"]] == [True] * 5
    assert all(10_000_000 < door["memory"] < 500_000_000 for door in found["doors"])
    assert found["worker"]["up"]
    assert found["mode"] == "exercise"
    assert re.match(r"1[5-8]\.", found["database"]["version"])


@pytest.mark.full
def test_an_exercise_is_filled_while_its_doors_are_open(installation):
    installation.wait_for(lambda: "The desk is at work" in installation.said(), "the seed", 240)
    said = installation.said()
    assert said.index("Rapporteur is up") < said.index("The desk is at work: 40 cases")
    assert installation.status()["counts"]["cases"] == 40
    again = installation.ask("seed")
    assert (again.returncode, again.stdout.split(":")[0]) == (0, "Nothing to do")


def test_everything_together_stays_under_two_gigabytes(installation):
    ours = processes.marked(installation.home) | {installation.launchers[-1].pid}
    server = processes.working_in(clusters.plan(installation.home).data)
    assert processes.memory(ours | server) < 2_000_000_000


def test_a_second_run_says_what_runs_and_leaves_it_alone(installation):
    before = processes.marked(installation.home)
    done = installation.ask("run")
    assert done.returncode == 0
    assert "already runs" in done.stdout
    assert f"http://localhost:{installation.base}/  up" in done.stdout
    assert processes.marked(installation.home) == before


def test_reference_data_loads_again_without_a_change(installation):
    done = installation.ask("load-reference")
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines()[1:]:
        done_to_rows = line.split()[1:4]  # added, changed, withdrawn
        assert done_to_rows == ["0", "0", "0"], line


def test_the_roles_can_be_made_again(installation):
    assert installation.ask("roles").returncode == 0
    assert installation.opens(0) is not None


def test_a_killed_door_opens_again(installation):
    killed = installation.pids("desk")
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    installation.wait_for(
        lambda: installation.pids("desk") - killed and installation.opens(3) is not None,
        "the desk to open again",
    )
    assert "desk fell; starting it again" in installation.said()


def test_a_door_that_crashes_leaves_none_of_its_memory_on_the_disk(installation):
    before, killed = cores(installation), installation.pids("public")
    assert killed
    for pid, number in zip(sorted(killed), itertools.cycle(CRASHES), strict=False):
        with suppress(ProcessLookupError):  # its master may have taken it along
            os.kill(pid, number)
    installation.wait_for(
        lambda: installation.pids("public") - killed and installation.opens(0) is not None,
        "the public door to open again",
    )
    assert cores(installation) == before


def cores(installation):
    """Return the core dumps where the kernel puts them by its pattern, and in our own folders."""
    cluster = clusters.plan(installation.home)
    named = Path(Path("/proc/sys/kernel/core_pattern").read_text().strip())
    whole = [installation.home.parent, cluster.data.parent, Path("/var/lib/systemd/coredump")]
    flat = [environment.ROOT, Path.cwd(), Path("/"), Path("/var/lib"), named.parent]
    found = [path for folder in whole for path in folder.rglob("*core*")]
    found += [path for folder in flat for path in folder.glob("*core*")]
    return {path for path in found if re.fullmatch(r"core(\.\d+)?|.*\.core", path.name)}


def test_a_killed_database_is_started_again(installation):
    cluster = clusters.plan(installation.home)
    killed = clusters.server_pid(cluster)
    os.kill(killed, signal.SIGKILL)
    installation.wait_for(
        lambda: clusters.server_pid(cluster) not in {None, killed}, "the database to be back"
    )
    installation.wait_for(lambda: installation.status()["database"]["up"], "the database to answer")


@pytest.mark.requirement("A2")
def test_what_a_source_was_told_stands_after_each_of_them_was_killed(installation):
    killed_at_random(installation, 3, seed_of_the_faults())


@pytest.mark.full
def test_after_the_launcher_was_killed_the_next_one_takes_over(installation):
    launcher = installation.launchers[-1]
    left = processes.marked(installation.home)
    launcher.kill()
    launcher.wait()
    assert installation.opens(0) is not None
    installation.start()
    assert "Stopping what an earlier run left behind" in installation.said()
    assert not {pid for pid in left if processes.is_alive(pid)}
    assert [door["up"] for door in installation.status()["doors"]] == [True] * 5


def test_ctrl_c_stops_what_was_started_and_nothing_else(installation):
    stranger = subprocess.Popen(["sleep", "60"])
    launcher = installation.launchers[-1]
    launcher.send_signal(signal.SIGINT)
    assert launcher.wait(PATIENCE) == 0
    assert processes.marked(installation.home) == set()
    assert not clusters.is_running(clusters.plan(installation.home))
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()
    assert installation.said().endswith("Stopped.\n")


def test_an_exercise_is_never_set_up_for_real_work(installation):
    key = installation.home.parent / "key"
    done = installation.ask(
        "init", "--database-url", "", "--smtp-url", "smtp://mail.example.org", "--hosts",
        "desk.example.org", "--administrator", "first@example.org", "--key-file", str(key),
    )  # fmt: skip
    assert done.returncode == 1
    assert "never becomes real" in done.stderr
    assert not key.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORTEUR_ADDRESS", "0.0.0.0"),
        ("RAPPORTEUR_HOSTS", "desk.example.org"),
        ("RAPPORTEUR_SMTP_URL", "smtp://mail.example.org"),
    ],
)
def test_an_exercise_refuses_to_face_the_world(installation, name, value):
    done = subprocess.run(
        command("run"), env={**installation.environment, name: value}, capture_output=True,
        text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 1
    assert "an exercise" in done.stderr
    assert processes.marked(installation.home) == set()
    assert not clusters.is_running(clusters.plan(installation.home))


def test_a_port_that_a_stranger_holds_is_told_in_a_sentence(installation):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", installation.base + 2))
        stranger.listen()
        done = installation.ask("run")
    assert done.returncode == 1
    assert f"Port {installation.base + 2}, of the missions door, cannot be used" in done.stderr


def test_a_real_installation_is_set_up_once_and_runs():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        real = Installation(Path(folder) / "home")
        flags = (
            "--database-url", "", "--smtp-url", "smtp://mail.example.org", "--hosts",
            "localhost,desk.example.org", "--administrator", "first@example.org",
            "--key-file", f"{folder}/key",
        )  # fmt: skip
        try:
            bare = real.ask("init", *flags)
            assert bare.returncode == 1
            assert "set RAPPORTEUR_HTTPS=1" in bare.stderr
            assert not Path(folder, "key").exists()
            real.environment["RAPPORTEUR_HTTPS"] = "1"
            done = real.ask("init", *flags)
            del real.environment["RAPPORTEUR_HTTPS"]  # `init` kept it
            assert done.returncode == 0, done.stderr
            assert re.search(r"Fingerprint .*: [0-9a-f]{64}\n", done.stdout)
            assert "desk.example.org/account/password/reset/" in done.stdout
            assert stat.S_IMODE(Path(folder, "key").stat().st_mode) == 0o600
            assert not clusters.is_running(clusters.plan(real.home))
            real.start()
            assert real.status()["mode"] == "real"
            assert "EXERCISE" not in real.said()
            assert "Made-up cases" not in real.said()
            refused = real.ask("seed")
            assert (refused.returncode, real.status()["counts"]["cases"]) == (1, 0)
            assert "real installation" in refused.stderr
            assert not (real.home / "exercise.json").exists()
            assert not (real.home / "secrets" / "instance-key").exists()
            pinned = json.loads((real.home / "secrets" / "settings.json").read_text())
            assert pinned["RAPPORTEUR_INSTANCE_KEY_FINGERPRINT"] in done.stdout
            assert "no recipients yet" in real.ask("vault", "recipients").stdout
            assert "Nothing waits" in real.ask("vault", "sign").stdout
            real.end()
            again = real.ask("init", *(*flags[:-1], f"{folder}/other"))
            assert again.returncode == 1
            assert "set up already" in again.stderr
        finally:
            real.end()
            clusters.remove(clusters.plan(real.home))


class Closed:
    """A terminal that went away."""

    def write(self, text):
        raise BrokenPipeError

    def flush(self):
        raise BrokenPipeError


def test_a_terminal_that_was_closed_does_not_keep_it_from_stopping(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Closed())
    launching.say("Stopping.")


def test_pauses_grow_while_a_process_keeps_falling(tmp_path):
    homes.make_home(tmp_path)
    launcher = Launcher(tmp_path, None)
    child = Child("worker", ["false"])
    pauses = []
    for _ in range(7):
        launching.spawn(launcher, child)
        child.process.wait()
        launching.mend(launcher, child)
        pauses.append(round(child.not_before - time.monotonic()))
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_a_long_log_is_put_aside(tmp_path):
    homes.make_home(tmp_path)
    log = tmp_path / "logs" / "worker.log"
    log.write_bytes(b"x" * (launching.LOG_LIMIT + 1))
    child = Child("worker", ["echo", "fresh"])
    launching.spawn(Launcher(tmp_path, None), child)
    child.process.wait()
    assert log.read_text() == "fresh\n"
    assert (tmp_path / "logs" / "worker.log.1").stat().st_size > launching.LOG_LIMIT


def test_a_door_is_not_handed_the_keys_of_the_others(tmp_path, monkeypatch):
    for role in ("", "_DESK", "_PUBLIC"):
        monkeypatch.setenv(f"DATABASE_URL{role}", f"postgresql://a@/b{role}")
    launcher = Launcher(tmp_path, None)
    found = launching.surroundings(launcher, "desk")
    assert [key for key in found if key.startswith("DATABASE_URL")] == ["DATABASE_URL_DESK"]
    assert "DATABASE_URL" in launching.surroundings(launcher, "prepare")


def test_a_process_is_handed_its_own_secrets_and_no_other(tmp_path, monkeypatch):
    names = (
        *("DJANGO_PUBLIC", "DJANGO_INTAKE", "DJANGO_MISSIONS", "DJANGO_DESK", "DJANGO_WORKER"),
        *("SECOND_FACTOR_DESK", "SECOND_FACTOR_MISSIONS", "RECEIPT_PEPPER", "RECEIPT_PEPPER_2"),
        *("JOURNAL_KEY", "INSTANCE_KEY", "DJANGO_PARTNERS", "SECOND_FACTOR_PARTNERS"),
    )
    for name in names:
        monkeypatch.setenv(launching.PREFIX + name, "x")
    launcher = Launcher(tmp_path, None)

    def handed(process):
        found = launching.surroundings(launcher, process)
        return {key.removeprefix(launching.PREFIX) for key in found if launching.PREFIX in key}

    assert handed("public") == {"DJANGO_PUBLIC"}
    assert handed("intake") == {
        *("DJANGO_INTAKE", "RECEIPT_PEPPER", "RECEIPT_PEPPER_2", "INSTANCE_KEY")
    }
    assert handed("missions") == {"DJANGO_MISSIONS", "SECOND_FACTOR_MISSIONS", "INSTANCE_KEY"}
    assert handed("desk") == {"DJANGO_DESK", "SECOND_FACTOR_DESK", "INSTANCE_KEY"}
    assert handed("partners") == {"DJANGO_PARTNERS", "SECOND_FACTOR_PARTNERS", "INSTANCE_KEY"}
    assert handed("worker") == {"DJANGO_WORKER", "JOURNAL_KEY"}
    assert handed("prepare") == set(names)
