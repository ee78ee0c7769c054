import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from rapporteur.recommendations.scoping import keeping
from rapporteur.recommendations.scoping.linear import Model
from rapporteur.recommendations.scoping.refusals import Unreadable

TEXT = "Take measures to end trafficking in girls in Exerland"


@pytest.fixture
def kept(model: Model, tmp_path: Path) -> Path:
    path = tmp_path / "scope.npz"
    keeping.write(model, path)
    return path


def rewritten(path: Path, **changed: object) -> Path:
    """Write the archive anew with other parts."""
    with np.load(path) as packed:
        parts = {name: packed[name] for name in packed.files}
    parts.update({name: np.asarray(value) for name, value in changed.items()})
    np.savez_compressed(path, **parts)
    return path


def header_of(path: Path, **changed: object) -> np.ndarray:
    with np.load(path) as packed:
        header = json.loads(bytes(packed["header"]))
    return np.frombuffer(json.dumps({**header, **changed}).encode(), dtype=np.uint8)


def test_a_model_says_the_same_after_it_was_kept(model: Model, kept: Path) -> None:
    again = keeping.read(kept)
    assert again.probabilities(TEXT) == model.probabilities(TEXT)
    assert again.action(TEXT) == model.action(TEXT)
    assert (again.targets, again.actions) == (model.targets, model.actions)


def test_the_header_says_where_it_is_from(kept: Path) -> None:
    header = keeping.read(kept).header
    assert header["rows"] == 400
    assert header["columns"] == ["text", "issues", "action_category"]
    assert header["labels"] == {"rights of the child": 160, "trafficking": 120}
    assert {"made", "rapporteur", "scikit-learn", "numpy", "held_out", "threshold"} <= set(header)


def test_nothing_else_is_left_beside_it(kept: Path) -> None:
    assert [one.name for one in kept.parent.iterdir()] == ["scope.npz"]


def test_no_part_is_a_pickle(kept: Path) -> None:
    with np.load(kept, allow_pickle=False) as packed:
        assert {packed[name].dtype.kind for name in packed.files} == {"f", "u"}


def test_a_changed_number_is_refused(kept: Path, model: Model) -> None:
    rewritten(kept, offsets=model.offsets + 0.1)
    with pytest.raises(Unreadable, match="changed after it was made"):
        keeping.read(kept)


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"kind": "other"}, "no model of scope"), ({"version": 0}, "another version")],
)
def test_a_foreign_header_is_refused(kept: Path, changed: dict[str, object], why: str) -> None:
    rewritten(kept, header=header_of(kept, **changed))
    with pytest.raises(Unreadable, match=why):
        keeping.read(kept)


def test_a_header_that_is_no_table_is_refused(kept: Path) -> None:
    rewritten(kept, header=np.frombuffer(b"[]", dtype=np.uint8))
    with pytest.raises(Unreadable, match="no model of scope"):
        keeping.read(kept)


def test_numbers_that_are_none_are_refused(kept: Path) -> None:
    rewritten(kept, offsets=np.array(["a"]))
    with pytest.raises(Unreadable, match="no model of scope"):
        keeping.read(kept)


def test_parts_that_do_not_fit_are_refused(model: Model, tmp_path: Path) -> None:
    broken = Model(**{**model.__dict__, "offsets": model.offsets[:1]})
    keeping.write(broken, tmp_path / "a.npz")
    with pytest.raises(Unreadable, match="does not hold together"):
        keeping.read(tmp_path / "a.npz")


def test_a_cut_file_is_refused(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-200])
    with pytest.raises(Unreadable, match="cut"):
        keeping.read(kept)


@pytest.mark.parametrize("data", [b"", b"text,issues\n", pickle.dumps({"weights": 1})])
def test_another_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="no model"):
        keeping.read(path)


def test_a_pickle_inside_is_never_opened(kept: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (kept.unlink, ())

    np.savez_compressed(kept, weights=np.array([Trap()], dtype=object))
    with pytest.raises(Unreadable, match="no model"):
        keeping.read(kept)
    assert kept.exists()


def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LARGEST", 1000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weights.npy", b"0" * 1_000_000)
    (tmp_path / "a.npz").write_bytes(packed.getvalue())
    with pytest.raises(Unreadable, match="too large"):
        keeping.read(tmp_path / "a.npz")
