from pathlib import Path

import pytest

from rapporteur.recommendations.scoping import labelled, training
from rapporteur.recommendations.scoping.labelled import Labelled
from rapporteur.recommendations.scoping.linear import Model
from tests.recommendations.scoping import made


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    path: Path = tmp_path_factory.mktemp("made") / "rows.csv"
    return labelled.read(made.write(path, made.rows()))


@pytest.fixture(scope="session")
def model(known: Labelled) -> Model:
    return training.train(known)
