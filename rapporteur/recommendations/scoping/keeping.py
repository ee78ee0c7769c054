"""A model on file: numbers and names in a NumPy archive, with a header that says where from.

No pickle is written or read, so that reading one never runs code. A file that was changed, cut, or
made by something else is refused. Raises Unreadable.
"""

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from rapporteur.recommendations.scoping.linear import Block, Model
from rapporteur.recommendations.scoping.refusals import Unreadable

KIND = "rapporteur-scope-model"
VERSION = 1  # of what the signs of a text are; a model of another version is trained anew
LARGEST = 100_000_000  # bytes, on disk and unpacked
NUMBERS = ("weights", "offsets", "slopes", "shifts", "mixing", "rare_words", "rare_letters")
NAMES = ("targets", "actions", "words", "letters")
FAULTS = (
    KeyError, ValueError, OSError, TypeError, EOFError, MemoryError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def write(model: Model, path: Path) -> int:
    """Write the model, whole or not at all; return its size in bytes."""
    kept = _arrays(model)
    header = {**model.header, "kind": KIND, "version": VERSION, "digest": _digest(kept)}
    packed = io.BytesIO()
    whole: dict[str, Any] = {"header": _text(json.dumps(header, sort_keys=True)), **kept}
    np.savez_compressed(packed, **whole)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(packed.getvalue())
    unfinished.replace(path)
    return len(packed.getvalue())


def read(path: Path) -> Model:
    """Return the model of the file. Raises Unreadable."""
    kept, header = _opened(path)
    if header.get("kind") != KIND:
        raise Unreadable("The file is no model of scope.")
    if header.get("version") != VERSION:
        raise Unreadable("The model was made by another version: train it anew.")
    if header.get("digest") != _digest(kept):
        raise Unreadable("The model was changed after it was made: train it anew.")
    names = {name: tuple(_lines(kept[name])) for name in NAMES}
    model = Model(
        targets=names["targets"],
        actions=names["actions"],
        words=_block(names["words"], kept["rare_words"]),
        letters=_block(names["letters"], kept["rare_letters"]),
        weights=kept["weights"],
        offsets=kept["offsets"],
        slopes=kept["slopes"],
        shifts=kept["shifts"],
        mixing=kept["mixing"],
        header=header,
    )
    if not _fits(model):
        raise Unreadable("The model does not hold together: train it anew.")
    return model


def _opened(path: Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """Return the arrays and the header; what unpacks to more than a model holds is not read."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise Unreadable("The file is too large for a model.")
        with np.load(path, allow_pickle=False) as packed:
            kept = {name: packed[name] for name in (*NUMBERS, *NAMES)}
            header = json.loads(bytes(packed["header"]))
    except FAULTS as error:
        raise Unreadable("The file is no model, or it is cut.") from error
    kinds = {name: "f" if name in NUMBERS else "u" for name in kept}
    if not isinstance(header, dict) or any(kept[one].dtype.kind != kinds[one] for one in kept):
        raise Unreadable("The file is no model of scope.")
    return kept, header


def _arrays(model: Model) -> dict[str, np.ndarray]:
    return {
        "weights": model.weights,
        "offsets": model.offsets,
        "slopes": model.slopes,
        "shifts": model.shifts,
        "mixing": model.mixing,
        "rare_words": model.words.rarity,
        "rare_letters": model.letters.rarity,
        "targets": _text("\n".join(model.targets)),
        "actions": _text("\n".join(model.actions)),
        "words": _text("\n".join(model.words.places)),
        "letters": _text("\n".join(model.letters.places)),
    }


def _text(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _lines(signs: np.ndarray) -> list[str]:
    return bytes(signs).decode().split("\n") if signs.size else []


def _block(names: tuple[str, ...], rarity: np.ndarray) -> Block:
    return Block({name: place for place, name in enumerate(names)}, rarity)


def _digest(kept: dict[str, np.ndarray]) -> str:
    """Return a mark of all numbers and names: it shows a change by accident, not a forger's."""
    made = hashlib.sha256()
    for name in (*NUMBERS, *NAMES):
        made.update(f"{name} {kept[name].dtype} {kept[name].shape}\n".encode())
        made.update(np.ascontiguousarray(kept[name]).tobytes())
    return made.hexdigest()


def _fits(model: Model) -> bool:
    answers, acts = len(model.targets) + len(model.actions), len(model.actions)
    signs = len(model.words.places) + len(model.letters.places) + 3 * len(model.targets) + 5
    return (
        model.weights.shape == (answers, signs)
        and model.offsets.shape == (answers,)
        and model.slopes.shape == model.shifts.shape == (len(model.targets),)
        and model.mixing.shape == (acts, acts + 1)
        and model.words.rarity.shape == (len(model.words.places),)
        and model.letters.rarity.shape == (len(model.letters.places),)
        and all(np.isfinite(one).all() for one in (model.weights, model.offsets, model.mixing))
    )
