"""Read the file of retention classes."""

from pathlib import Path
from typing import Any

from rapporteur.kernel.reference.cells import PROOF, number, one_of, proof
from rapporteur.kernel.reference.loading import Row, Table, Values
from rapporteur.retention.models import Kept, RetentionClass


def read_class(row: Row, _lookups: Any) -> Values:
    return {
        "code": one_of(row, "code", Kept.values, "the classes"),
        "counts_from": one_of(row, "counts_from", RetentionClass.From.values, "the days"),
        "days": number(row, "days") if row["days"] else None,
        "notice_days": number(row, "notice_days") if row["notice_days"] else None,
        **proof(row),
    }


CLASSES = Table(
    path=Path(__file__).parent / "data" / "classes.csv",
    model=RetentionClass,
    key=("code",),
    columns=("code", "counts_from", "days", "notice_days", *PROOF),
    read=read_class,
)
TABLES: tuple[Table, ...] = (CLASSES,)
