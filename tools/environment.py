"""Make `.venv` from a lock, every package checked by its hash; nothing is done twice.

Runs with the system's python3 and its standard library alone.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "installed"
OLDEST = (3, 11)


def stop(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def wanted(lock: Path) -> str:
    """Return what must be installed: this lock, for this Python."""
    mark = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.name} {mark} {sysconfig.get_python_version()} {sys.base_prefix}"


def installed() -> list[str]:
    return STAMP.read_text().splitlines() if STAMP.is_file() else []


def is_whole() -> bool:
    """Say whether the environment still works; a moved folder or a new system Python breaks it."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        return False
    asked = [str(python), "-c", "import sys; print(sys.prefix)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == str(ENVIRONMENT)


def make() -> None:
    try:
        import ensurepip  # noqa: F401  Debian puts it into a package of its own
        import venv  # noqa: F401
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        stop(f"Python's venv is missing: apt-get install python{version}-venv (or python3-venv).")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    print("Making the virtual environment in .venv.", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=False)
    if done.returncode:
        stop("The virtual environment could not be made; the reason is above.")


def install(lock: Path) -> None:
    """Install exactly the lock. Its packages come from wherever pip is set to look."""
    print(f"Installing {lock.name}, each package checked by its hash.", flush=True)
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    surroundings = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", str(lock)], env=surroundings, check=False
    )
    if done.returncode:
        stop("The packages could not be installed; the reason is above. Try again when mended.")


def main(name: str) -> None:
    if sys.version_info[:2] < OLDEST:
        stop("Python 3.11 or newer is needed: make run PYTHON=python3.11")
    lock = ROOT / name
    mark = wanted(lock)
    standing = installed()
    if mark in standing and is_whole():
        return
    if not is_whole():
        make()
        standing = []
    STAMP.unlink(missing_ok=True)
    install(lock)
    # The lock of the tests holds that of the doors with the same versions, so both may stand.
    others = [line for line in standing if line.split()[0] != name]
    STAMP.write_text("\n".join([*others, mark]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
