"""Our own PostgreSQL: made, started and stopped without any service manager.

The cluster listens on a Unix socket only and asks for a password (scram). As root it belongs to
the OS user `postgres`, else `nobody`, and lies under /var/lib, because no server runs as root.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rapporteur.operations import binaries, processes
from rapporteur.operations.binaries import SERVICE, NoCluster

SOCKET_LIMIT = 107  # bytes, of `sun_path` in the kernel, less its closing zero
SOCKET_NAME = ".s.PGSQL.5432"
STARTING_LIMIT = 60  # seconds; recovery after kill -9 replays its log first
LEAVING_LIMIT = 10.0  # seconds that the children of a killed server may take to go

CONFIGURATION = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "200",  # four processes a door, with all their threads
    "shared_buffers": "64MB",
    "log_min_error_statement": "panic",  # a failed statement's values must not reach the log
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class Cluster:
    """Where one PostgreSQL lives and who runs it (`user` is None when we are that user)."""

    data: Path
    socket: Path
    password_file: Path
    binaries: Path
    user: str | None

    def url(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.socket}"

    @property
    def superuser_password(self) -> str:
        return self.password_file.read_text().strip()

    @property
    def made(self) -> Path:
        """The mark that initdb and configuration came to their end."""
        return self.data.parent / "made"

    @property
    def log(self) -> Path:
        return self.data.parent / "server.log"


def unprivileged_user() -> str | None:
    """Return the OS user that must own the cluster when we are root, else None."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def socket_folder(home: Path, base: Path, mark: str) -> Path:
    """Return the first folder whose socket path the kernel can hold."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    candidates = [base / "socket", home / "run" / "socket"]
    if runtime and Path(runtime).is_dir():
        candidates.append(Path(runtime) / f"rapporteur-{mark}")
    candidates.append(Path("/tmp") / f"rapporteur-{os.geteuid()}-{mark}")  # noqa: S108  checked in `own`
    for folder in candidates:
        if len(os.fsencode(folder / f"{SOCKET_NAME}.lock")) <= SOCKET_LIMIT:
            return folder
    raise NoCluster("No folder with a short enough path was found for the database's socket.")


def plan(home: Path) -> Cluster:
    """Say where the cluster of this data folder lies; nothing is made yet. Raises NoCluster."""
    user = unprivileged_user()
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    base = SERVICE / mark if user else home / "postgres"
    data = base / "data"
    marked = data / "PG_VERSION"
    complete = (base / "made").exists() and marked.exists()
    major = int(marked.read_text().split(".")[0]) if complete else None
    return Cluster(
        data, socket_folder(home, base, mark), home / "secrets" / "postgres",
        binaries.find(major), user,
    )  # fmt: skip


def run(cluster: Cluster, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program as the cluster's user. Raises NoCluster with what it said."""
    done = subprocess.run(  # noqa: PLW1510  the code is looked at
        [str(cluster.binaries / command[0]), *command[1:]],
        user=cluster.user,
        group=pwd.getpwnam(cluster.user).pw_gid if cluster.user else None,
        extra_groups=[] if cluster.user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C is for the launcher, which stops the server in its turn
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
    )
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise NoCluster(f"PostgreSQL: {command[0]} failed: {said}")
    return done


def own(cluster: Cluster, *folders: Path) -> None:
    """Make folders that only the cluster's user can open.

    Raises NoCluster where another OS user made one before us: under /tmp anybody can, and
    would then see who connects.
    """
    owner = pwd.getpwnam(cluster.user).pw_uid if cluster.user else os.geteuid()
    for folder in folders:
        if cluster.user:
            SERVICE.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise NoCluster(f"{folder} belongs to somebody else. Look at it, then remove it.")
        if cluster.user:
            os.chown(folder, owner, -1, follow_symlinks=False)
        folder.chmod(0o700)


def ensure(cluster: Cluster, **configuration: str) -> bool:
    """Make the cluster where it does not stand; say whether it was made. Raises NoCluster.

    One that was cut short before its mark held nothing yet and is made again; one that was
    completed is never touched.
    """
    if cluster.made.exists():
        if not (cluster.data / "PG_VERSION").exists():
            raise NoCluster(f"The database should be in {cluster.data}, and is not. Restore it.")
        if not cluster.password_file.exists():
            raise NoCluster(
                f"A database stands in {cluster.data}, but its password, "
                f"{cluster.password_file}, is gone. Restore that file; to lose the database "
                f"for ever, remove {cluster.data.parent} and start again."
            )
        return False
    shutil.rmtree(cluster.data, ignore_errors=True)
    create(cluster, **configuration)
    return True


def create(cluster: Cluster, **configuration: str) -> None:
    """Make the cluster: about one second. `configuration` adds to or overrules ours."""
    own(cluster, cluster.data.parent, cluster.data, cluster.socket)
    write_password(cluster)
    with tempfile.NamedTemporaryFile("w", dir=cluster.socket) as handed:
        handed.write(cluster.superuser_password)
        handed.flush()
        if cluster.user:
            shutil.chown(handed.name, cluster.user)
        run(
            cluster, "initdb", "-D", str(cluster.data), "-U", "postgres", "--encoding=UTF8",
            "--locale=C", "--auth=scram-sha-256", f"--pwfile={handed.name}",
        )  # fmt: skip
    lines = [f"{name} = {value}\n" for name, value in {**CONFIGURATION, **configuration}.items()]
    with (cluster.data / "postgresql.auto.conf").open("a") as file:
        file.writelines(lines)
    cluster.made.touch()


def write_password(cluster: Cluster) -> None:
    """Write a new superuser password that only we can read."""
    cluster.password_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    cluster.password_file.unlink(missing_ok=True)
    cluster.password_file.touch(mode=0o600)
    cluster.password_file.write_text(secrets.token_urlsafe(24))


def start(cluster: Cluster) -> None:
    """Start the server and wait until it answers. A leftover of a killed server is no hindrance.

    The socket's folder is given here, not in the configuration: a moved data folder keeps working.
    """
    own(cluster, cluster.data.parent, cluster.socket)
    clear_stale_lock(cluster)
    try:
        run(
            cluster, "pg_ctl", "-D", str(cluster.data), "-w", "-t", str(STARTING_LIMIT),
            "-l", str(cluster.log), "-o", f"-k '{cluster.socket}'", "start",
        )  # fmt: skip
    except NoCluster as error:
        log = cluster.log.read_text(errors="replace") if cluster.log.exists() else ""
        raise NoCluster(f"{error}\n" + "\n".join(log.splitlines()[-5:])) from error


def clear_stale_lock(cluster: Cluster) -> None:
    """Wait for the children of a killed server to go, then remove the locks it left.

    Left alone, PostgreSQL takes any process that now has the killed server's number for itself,
    even a dead one that nobody has collected yet.
    """
    until = time.monotonic() + LEAVING_LIMIT
    while processes.working_in(cluster.data):
        if time.monotonic() > until:
            raise NoCluster(f"Another PostgreSQL is still at work in {cluster.data}.")
        time.sleep(0.05)
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    (cluster.socket / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)


def server_pid(cluster: Cluster) -> int | None:
    """Return the number of the running server, or None; a stale lock is not a server."""
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if pid in processes.working_in(cluster.data) else None


def is_running(cluster: Cluster) -> bool:
    return server_pid(cluster) is not None


def stop(cluster: Cluster) -> None:
    """Stop the server at once but cleanly; open connections are closed."""
    if is_running(cluster):
        run(cluster, "pg_ctl", "-D", str(cluster.data), "-m", "fast", "-w", "stop")
    with suppress(OSError):  # it may lie under /tmp, where nothing of ours should stay
        cluster.socket.rmdir()


def remove(cluster: Cluster) -> None:
    """Stop the server and delete all it held."""
    stop(cluster)
    shutil.rmtree(cluster.data.parent, ignore_errors=True)
    shutil.rmtree(cluster.socket, ignore_errors=True)
