"""LibreOffice without a window, where it is installed: it changes a file or converts it."""

import secrets
import shutil
import subprocess
from pathlib import Path

PATIENCE = 180  # seconds
SYSTEM_PYTHON = "/usr/bin/python3"  # which has the bridge of LibreOffice where a package brought it
EDIT = Path(__file__).with_name("edit_in_office.py")


def missing() -> str:
    """Return what is not installed of what a change in LibreOffice takes; empty where all is."""
    if shutil.which("soffice") is None:
        return "soffice is not installed (Debian: libreoffice-writer-nogui)"
    bridged = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if bridged.returncode == 0 else "its bridge is not installed (Debian: python3-uno)"


def _started(home: Path, *words: str) -> list[str]:
    return [
        "soffice",
        f"-env:UserInstallation={home.as_uri()}",
        "--headless",
        "--norestore",
        *words,
    ]


def converted(source: Path, form: str, home: Path, folder: Path | None = None) -> Path:
    """Return the file that LibreOffice makes of a file, beside it or in another folder."""
    folder = folder or source.parent
    command = _started(home, "--convert-to", form, "--outdir", str(folder), str(source))
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    made = folder / f"{source.stem}.{form.partition(':')[0]}"
    if not made.exists():
        raise FileNotFoundError(made)  # it ends well even where it made nothing
    return made


def edited(source: Path, target: Path, home: Path, old: str, new: str) -> int:
    """Change words in LibreOffice and save it as a Word file; return how often they stood there."""
    pipe = f"rapporteur-{secrets.token_hex(6)}"
    office = subprocess.Popen(
        _started(home, f"--accept=pipe,name={pipe};urp;"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        told = subprocess.run(
            [SYSTEM_PYTHON, str(EDIT), pipe, source.as_uri(), target.as_uri(), old, new],
            capture_output=True,
            check=True,
            text=True,
            timeout=PATIENCE,
        )
        office.wait(PATIENCE)
    finally:
        if office.poll() is None:
            office.terminate()
            office.wait(30)
    return int(told.stdout.split()[0])
