"""The model that speaks beside the terms, where one was taken; read anew when its file changes."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.kernel.environment import home

if TYPE_CHECKING:
    from rapporteur.recommendations.scoping.linear import Model

PLACE = Path("models") / "scope.npz"  # in the data folder, where `recommendations train` puts it
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Speaker:
    """A model, what stands for it, and for which targets it speaks."""

    model: "Model"
    mark: str
    targets: tuple[str, ...]
    rows: int
    made: str  # the day


def speaker() -> Speaker | None:
    """Return the model that was taken; none where there is no file, or one that nobody can read."""
    path = home() / PLACE
    try:
        stands = path.stat()
    except OSError:
        return None
    return read(path, stands.st_mtime_ns, stands.st_size)


@lru_cache(maxsize=1)
def read(path: Path, _changed: int, _size: int) -> Speaker | None:
    from rapporteur.recommendations.scoping import keeping  # NumPy, only where a model stands
    from rapporteur.recommendations.scoping.refusals import Unreadable

    try:
        model = keeping.read(path)
        mark = sha256(path.read_bytes()).hexdigest()
    except (Unreadable, OSError):
        LOG.warning("The model of scope cannot be read: the terms speak alone.")
        return None
    held_out = model.header.get("held_out", {})
    joins = tuple(one for one in model.targets if held_out.get(one, {}).get("joins"))
    header = model.header
    return Speaker(model, mark, joins, int(header.get("rows", 0)), str(header.get("made", "")))
