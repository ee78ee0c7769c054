"""A plugin of pytest that notes which lines and branches of `rapporteur` the tests run.

Loaded as PYTEST_PLUGINS=tools.measuring, before Django imports anything of ours; each process writes
what it ran into the folder RAPPORTEUR_MEASURED. Python 3.11 follows a traced program one instruction
at a time, Django's too, and took half as long again; slipcover puts its marks into our code alone and
takes them out once they were passed (ADR 0188).
"""

import json
import os
from pathlib import Path

import slipcover

FOLDER = Path(os.environ["RAPPORTEUR_MEASURED"])
SOURCES, OMITTED = ["rapporteur"], ["*/migrations/*"]
NEVER_RUN = ["if TYPE_CHECKING:"]

_measured = slipcover.Slipcover(branch=True, source=SOURCES, omit=OMITTED, exclude_also=NEVER_RUN)
_imports = slipcover.ImportManager(_measured, slipcover.FileMatcher(sources=SOURCES, omit=OMITTED))
_imports.__enter__()


def pytest_sessionfinish() -> None:
    """Write what this process ran; `tools/gates.py` puts it together."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{os.getpid()}.json").open("w") as file:
        json.dump(_measured.get_coverage(), file)
