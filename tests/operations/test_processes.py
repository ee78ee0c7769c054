import os
import signal
import subprocess
import sys
import time

import pytest

from rapporteur.operations import processes

SLEEP = [sys.executable, "-c", "print('ready', flush=True); import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", f"import signal; signal.signal(15, signal.SIG_IGN); {SLEEP[2]}"]


@pytest.fixture
def start(tmp_path):
    begun = []

    def begin(command, **values):
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, **values},
            stdout=subprocess.PIPE,
        )
        process.stdout.readline()
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.wait()
        process.stdout.close()


def test_what_we_started_is_found_by_its_mark_and_nothing_else(start, tmp_path):
    ours = start(SLEEP, **{processes.MARK: str(tmp_path), "RAPPORTEUR_PROCESS": "desk"})
    start(SLEEP, **{processes.MARK: f"{tmp_path}/other"})
    start(SLEEP)
    assert processes.marked(tmp_path) == {ours.pid}
    assert processes.marked(tmp_path, RAPPORTEUR_PROCESS="desk") == {ours.pid}
    assert processes.marked(tmp_path, RAPPORTEUR_PROCESS="public") == set()


def test_we_are_never_among_what_we_started(tmp_path, start):
    code = (
        "from rapporteur.operations import processes; from pathlib import Path;"
        f"print(processes.marked(Path('{tmp_path}')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, processes.MARK: str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"


def test_a_process_is_found_by_its_working_folder(start, tmp_path):
    process = start(SLEEP)
    assert processes.working_in(tmp_path) == {process.pid}
    assert processes.working_in(tmp_path / "elsewhere") == set()


def test_a_process_that_listens_ends_at_once(start):
    process = start(SLEEP)
    processes.stop([process.pid])
    assert process.wait() == -signal.SIGTERM


def test_a_process_that_does_not_listen_is_ended_all_the_same(start):
    process = start(DEAF)
    processes.stop([process.pid], within=0.2)
    assert process.wait() == -signal.SIGKILL


def test_what_is_gone_is_no_hindrance(start):
    process = start(SLEEP)
    process.kill()
    process.wait()
    processes.stop([process.pid])
    assert not processes.is_alive(process.pid)
    assert processes.memory([process.pid]) == 0


def test_what_waits_to_be_collected_is_not_alive(start):
    process = start(SLEEP)
    assert processes.is_alive(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while processes.is_alive(process.pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not processes.is_alive(process.pid)


def test_memory_is_told_in_bytes():
    assert 5_000_000 < processes.memory([os.getpid()]) < 4_000_000_000
