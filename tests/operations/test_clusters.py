"""Real clusters, really started: by root and by a user, from awkward places, after being killed."""

import multiprocessing
import os
import pwd
import shutil
import signal
import stat
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from rapporteur.operations import binaries, clusters
from rapporteur.operations.binaries import NoCluster

pytestmark = pytest.mark.requirement("M11")
FAST = {"fsync": "off", "shared_buffers": "1MB"}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")


@pytest.fixture
def home():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        yield Path(folder)


@pytest.fixture
def cluster(home):
    made = clusters.plan(home)
    yield made
    clusters.remove(made)


@pytest.fixture(scope="module")
def standing():
    """One cluster that runs for the tests that only look at it."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        made = clusters.plan(Path(folder))
        clusters.ensure(made, **FAST)
        clusters.start(made)
        yield made
        clusters.remove(made)


def ask(cluster, question, password=None):
    url = cluster.url("postgres", password or cluster.superuser_password, "postgres")
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def wait_until_gone(pid):
    until = time.monotonic() + 10
    while clusters.processes.is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)


def test_only_we_can_read_the_password(standing):
    assert stat.S_IMODE(standing.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(standing.password_file.parent.stat().st_mode) == 0o700


def test_a_wrong_password_is_refused(standing):
    assert ask(standing, "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(standing, "SELECT 1", password="wrong")


def test_it_listens_on_no_network_address(standing):
    assert ask(standing, "SHOW listen_addresses") == ""


@pytest.mark.parametrize(("name", "value"), [
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_statement", "none"),
    ("log_min_duration_statement", "-1"),
    ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
])  # fmt: skip
def test_its_log_is_set_to_keep_quiet(standing, name, value):
    assert ask(standing, f"SELECT setting FROM pg_settings WHERE name = '{name}'") == value


def test_a_failed_statement_leaves_no_value_in_the_log(standing):
    url = standing.url("postgres", standing.superuser_password, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE canaries (word text PRIMARY KEY, short varchar(3))")
        connection.execute("INSERT INTO canaries VALUES ('canary-in-a-key', 'a')")
        for values in (("canary-in-a-key", "a"), ("canary-alone", "canary-too-long")):
            with pytest.raises(psycopg.Error):
                connection.execute("INSERT INTO canaries VALUES (%s, %s)", values)
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT 'canary-in-text'::int")
    log = standing.log.read_text()
    assert "duplicate key" in log
    # terse keeps the server's own message, which for a cast names the value: forms cast in Python
    assert [
        word for word in ("canary-in-a-key", "canary-alone", "canary-too-long") if word in log
    ] == []


def test_the_socket_lies_where_only_its_owner_can_come(standing):
    folder = standing.socket.stat()
    assert stat.S_IMODE(folder.st_mode) == 0o700
    assert folder.st_uid == standing.data.stat().st_uid


def test_a_second_ensure_touches_nothing(standing):
    before = (standing.data / "PG_VERSION").stat().st_mtime_ns
    assert clusters.ensure(standing) is False
    assert (standing.data / "PG_VERSION").stat().st_mtime_ns == before


def test_a_cluster_cut_short_is_made_again(cluster):
    clusters.own(cluster, cluster.data.parent, cluster.data)
    (cluster.data / "PG_VERSION").write_text("15\n")
    (cluster.data / "half").touch()
    assert clusters.ensure(cluster, **FAST) is True
    assert not (cluster.data / "half").exists()
    clusters.start(cluster)
    assert ask(cluster, "SELECT 1") == 1


def test_a_completed_cluster_without_its_data_is_never_made_again(cluster):
    clusters.own(cluster, cluster.data.parent)
    cluster.made.touch()
    with pytest.raises(NoCluster, match="Restore it"):
        clusters.ensure(cluster)
    assert not cluster.data.exists()


def test_a_completed_cluster_without_its_password_is_left_alone(cluster):
    clusters.own(cluster, cluster.data.parent, cluster.data)
    (cluster.data / "PG_VERSION").write_text("15\n")
    cluster.made.touch()
    with pytest.raises(NoCluster, match=r"password.* is gone"):
        clusters.ensure(cluster)
    assert (cluster.data / "PG_VERSION").exists()


def test_after_kill_9_of_the_server_it_starts_again_with_what_was_committed(cluster):
    clusters.ensure(cluster, shared_buffers="1MB")
    clusters.start(cluster)
    url = cluster.url("postgres", cluster.superuser_password, "postgres")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    pid = clusters.server_pid(cluster)
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    assert not clusters.is_running(cluster)
    clusters.start(cluster)
    assert ask(cluster, "SELECT number FROM kept") == 7


def test_a_stale_lock_that_names_a_living_stranger_is_no_hindrance(cluster):
    clusters.ensure(cluster, **FAST)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert not clusters.is_running(cluster)
    clusters.start(cluster)
    assert ask(cluster, "SELECT 1") == 1


def test_a_lock_of_nonsense_is_no_server(cluster):
    clusters.own(cluster, cluster.data.parent, cluster.data)
    (cluster.data / "postmaster.pid").write_text("")
    assert clusters.server_pid(cluster) is None


def test_stopping_what_does_not_run_does_nothing(cluster):
    clusters.stop(cluster)
    assert not clusters.is_running(cluster)


def test_a_program_that_fails_gives_its_own_words(cluster):
    clusters.own(cluster, cluster.data.parent)
    with pytest.raises(NoCluster, match=r"pg_ctl failed: .*data"):
        clusters.run(cluster, "pg_ctl", "-D", str(cluster.data), "start")


def test_a_socket_folder_that_somebody_else_made_is_refused(home, monkeypatch):
    folder = home / "socket"
    folder.mkdir()
    monkeypatch.setattr(clusters.os, "geteuid", lambda: 4321)
    foreign = clusters.Cluster(home, folder, home / "p", home, None)
    with pytest.raises(NoCluster, match="belongs to somebody else"):
        clusters.own(foreign, folder)


def test_a_link_in_the_place_of_a_socket_folder_is_refused(home):
    (home / "real").mkdir()
    (home / "socket").symlink_to(home / "real")
    with pytest.raises(NoCluster, match="belongs to somebody else"):
        clusters.own(clusters.Cluster(home, home, home, home, None), home / "socket")


@pytest.mark.parametrize("length", [10, 107, 150, 400])
def test_the_socket_path_is_never_too_long_for_the_kernel(length, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    home = Path("/" + "h" * length)
    folder = clusters.socket_folder(home, home / "postgres", "0123456789abcdef")
    assert len(os.fsencode(folder / ".s.PGSQL.5432.lock")) <= 107


def test_the_users_runtime_folder_is_taken_before_tmp(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path)[:60])
    monkeypatch.setattr(clusters.Path, "is_dir", lambda self: True)
    folder = clusters.socket_folder(Path("/" + "h" * 200), Path("/" + "h" * 200), "ab")
    assert folder == Path(str(tmp_path)[:60]) / "rapporteur-ab"


def test_a_cluster_keeps_the_programs_that_made_it(home, cluster):
    wheel = binaries.find(18)
    other = replace(cluster, binaries=wheel)
    clusters.ensure(other, **FAST)
    again = clusters.plan(home)
    assert again.binaries == wheel
    clusters.start(again)
    try:
        assert ask(again, "SHOW server_version").startswith("18.")
    finally:
        clusters.stop(again)


def test_where_the_programs_are_gone_nothing_is_touched(home, cluster):
    clusters.ensure(cluster, **FAST)
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(NoCluster, match=r"made by PostgreSQL 17.*postgresql-17"):
        clusters.plan(home)
    assert (cluster.data / "global").exists()


def become(user, work, *given):
    """Do `work` in a process of another user; what goes wrong there ends it with an error."""
    entry = pwd.getpwnam(user)

    def act():
        os.setgroups([])
        os.setgid(entry.pw_gid)
        os.setuid(entry.pw_uid)
        os.environ.pop("XDG_RUNTIME_DIR", None)
        work(*given)

    process = multiprocessing.get_context("fork").Process(target=act)
    process.start()
    process.join(60)
    return process.exitcode


def make_start_ask_stop(home):
    cluster = clusters.plan(home)
    assert cluster.user is None
    clusters.ensure(cluster, **FAST)
    clusters.start(cluster)
    try:
        assert ask(cluster, "SELECT rolname FROM pg_roles WHERE oid = 10") == "postgres"
    finally:
        clusters.stop(cluster)
    assert not cluster.socket.exists()


@as_root
@pytest.mark.parametrize("length", [40, 150])
def test_a_user_starts_a_cluster_below_a_closed_parent(home, length):
    parent = home / "closed"
    deep = parent / ("d" * (length - len(str(parent)) - 1) if length > 100 else "d")
    deep.mkdir(parents=True)
    for folder in (home, parent, deep):
        shutil.chown(folder, "nobody")
        folder.chmod(0o700)
    assert length < 100 or len(str(deep)) == 150
    assert become("nobody", make_start_ask_stop, deep) == 0


@as_root
@pytest.mark.parametrize("length", [40, 150])
def test_root_starts_a_cluster_below_a_closed_parent(length):
    with tempfile.TemporaryDirectory(prefix="closed-", dir="/root") as parent:
        deep = Path(parent) / ("d" * (length - len(parent) - 1) if length > 100 else "d")
        deep.mkdir(mode=0o700)
        made = clusters.plan(deep)
        try:
            clusters.ensure(made, **FAST)
            clusters.start(made)
            assert ask(made, "SELECT 1") == 1
            assert pwd.getpwuid(made.data.stat().st_uid).pw_name == made.user
        finally:
            clusters.remove(made)


@as_root
def test_without_an_account_for_postgres_the_cluster_is_nobodys(monkeypatch):
    monkeypatch.setattr(clusters.pwd, "getpwall", lambda: [pwd.getpwnam("nobody")])
    assert clusters.unprivileged_user() == "nobody"
