"""What `make test` runs: each stage timed, all of them run, the first failure remembered."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
CHROMIUM = ("chromium", "fonts-noto-core", "fonts-noto-cjk")
TESSERACT = ("tesseract-ocr", "tesseract-ocr-ara", "tesseract-ocr-fra")
TESSDATA = Path("/usr/share/tesseract-ocr/5/tessdata")
LANGUAGES = ("eng.traineddata", "ara.traineddata", "fra.traineddata")
MEASURING = {"PYTEST_PLUGINS": "tools.measuring"}
OF_JOURNEYS = ("tests/journeys", "tests/operations")  # to collect all others takes long
FULL = os.environ.get("RAPPORTEUR_TEST_FULL") == "1"


@dataclass(frozen=True)
class Stage:
    """One check: its name and the program that makes it."""

    name: str
    command: tuple[str, ...]
    measured: bool = False  # whether it is noted which lines it runs


def stages() -> list[Stage]:
    pytest = (PYTHON, "-m", "pytest", "-q")
    both = ("-n", "2", "--dist")  # cores
    units = "not journey" if FULL else "not journey and not full"
    journeys = "journey" if FULL else "journey and not full"
    made = [
        Stage("format", (str(BIN / "ruff"), "format", "--check", "-q", ".")),
        Stage("ruff", (str(BIN / "ruff"), "check", "-q", ".")),
        Stage("types", (PYTHON, "-m", "mypy")),
        Stage("layers", (str(BIN / "lint-imports"),)),
        Stage("messages", (PYTHON, "-m", "rapporteur", "messages", "compile")),
        Stage("migrations", (PYTHON, "tools/migrations.py")),
        Stage("catalogues", (PYTHON, "-m", "rapporteur", "messages", "extract", "--check")),
        Stage("languages", (PYTHON, "-m", "rapporteur", "messages", "check")),
        Stage("requirements", (PYTHON, "tools/requirements.py", "--check")),
    ]
    if (ROOT / "docs" / "states").is_dir():
        made.append(Stage("states", (PYTHON, "-m", "rapporteur", "states", "--check")))
    return [
        *made,
        Stage("units", (*pytest, *both, "worksteal", "-m", units), measured=True),
        # A file stays together: its installation is started once.
        Stage("journeys", (*pytest, *both, "loadfile", "-m", journeys, *OF_JOURNEYS)),
        Stage("coverage", (PYTHON, "tools/gates.py")),
    ]


def has_chromium() -> bool:
    return bool(shutil.which("chromium")) or installed("Chromium", CHROMIUM)


def has_tesseract() -> bool:
    """Make sure of what reads scans; without it the tests that need it are skipped."""
    there = shutil.which("tesseract") and all((TESSDATA / name).is_file() for name in LANGUAGES)
    return bool(there) or installed("Tesseract", TESSERACT)


def installed(name: str, packages: tuple[str, ...]) -> bool:
    """Install Debian's packages as root, else say what to install; say whether they are there."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"{name} is missing. Install it: sudo apt-get install -y {' '.join(packages)}")
        return False
    print(f"Installing {' '.join(packages)}.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", *packages]):
        done = subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            print(f"{name} could not be installed ({' '.join(command)} failed).")
            return False
    return True


def run(stage: Stage, surroundings: dict[str, str]) -> tuple[bool, float, list[str]]:
    """Run one stage; return whether it passed, its seconds, what failed in it and its last line.

    They are told again at the end, where who reads only the end of a long log finds them.
    """
    print(f"── {stage.name}", flush=True)
    began = time.monotonic()
    failed, last = [], ""
    with subprocess.Popen(
        stage.command,
        cwd=ROOT,
        env={**surroundings, **MEASURING} if stage.measured else surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.startswith(("FAILED ", "ERROR ")):
                failed.append(line.strip()[:400])
            if " in " in line and ("passed" in line or "failed" in line or "error" in line):
                last = line.strip()
    said = [*failed[:20], last] if last else failed[:20]
    return process.returncode == 0, time.monotonic() - began, said


def main() -> int:
    results: list[tuple[str, bool, float]] = []
    closing: list[str] = []
    chromium = has_chromium()
    if not has_tesseract():
        print("Tests that read scans by a machine are skipped.")
    with tempfile.TemporaryDirectory(prefix="rapporteur-stages-") as home:
        surroundings = {**os.environ, "RAPPORTEUR_HOME": home, "PYTHONPATH": str(ROOT)}
        surroundings["RAPPORTEUR_MEASURED"] = str(Path(home) / "measured")
        surroundings["RAPPORTEUR_TEST_TEMPLATE"] = str(Path(home) / "template")
        for name in [n for n in surroundings if n.startswith("DATABASE_URL")]:
            del surroundings[name]
        for stage in stages():
            if stage.name == "journeys" and not chromium:
                results.append((stage.name, False, 0.0))
                continue
            passed, seconds, said = run(stage, surroundings)
            results.append((stage.name, passed, seconds))
            closing += said
    print()
    for name, passed, seconds in results:
        print(f"{name:14} {'passed' if passed else 'FAILED':7} {seconds:7.1f} s")
    print(f"{'in all':14} {'':7} {sum(seconds for *_, seconds in results):7.1f} s")
    for line in closing:
        print(line)
    return 0 if all(passed for _, passed, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
