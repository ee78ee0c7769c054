"""The reference file of this room: the overarching recommendations of the UN Study."""

from pathlib import Path

from rapporteur.kernel.reference.cells import PROOF, number, proof
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.recommendations.matching import key_of
from rapporteur.recommendations.models import Mechanism, StudyRecommendation

FOLDER = Path(__file__).parent / "data"


def read_study(row: Row, _lookups: object) -> Values:
    if not row["text"]:
        raise BadCell("text", "a recommendation has words")
    return {
        "match_key": key_of(row["text"], []),
        "mechanism": Mechanism.STUDY,
        "body": "UN Study",
        "symbol": row["symbol"],
        "paragraph": f"Overarching {number(row, 'number')}",
        "text": row["text"],
        "language": "en",
        "dated": row["as_of"],
        **proof(row),
    }


STUDY = Table(
    path=FOLDER / "study_recommendations.csv",
    model=StudyRecommendation,
    key=("symbol", "paragraph"),
    columns=("number", "text", "symbol", *PROOF),
    read=read_study,
)
TABLES: tuple[Table, ...] = (STUDY,)
