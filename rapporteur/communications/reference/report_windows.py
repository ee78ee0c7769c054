"""Read the file of what each report of communications covers."""

from typing import Any

from rapporteur.communications.models import ReportWindow
from rapporteur.communications.reference.policies import FOLDER, since_until
from rapporteur.communications.reporting.windows import PLACE
from rapporteur.kernel.reference.cells import PROOF, number, proof
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values

PLACES = ("letters_from", "letters_until", "replies_from", "replies_until")


def read_window(row: Row, _lookups: Any) -> Values:
    for column in PLACES:
        if not PLACE.match(row[column]):
            raise BadCell(column, "a month looks like previous-06 or same-01")
    for what in ("letters", "replies"):
        if row[f"{what}_until"] < row[f"{what}_from"]:
            raise BadCell(f"{what}_until", "it ends before it begins")
    return {
        "month": number(row, "month"),
        **since_until(row),
        **{column: row[column] for column in PLACES},
        **proof(row),
    }


REPORT_WINDOWS = Table(
    path=FOLDER / "report_windows.csv",
    model=ReportWindow,
    key=("month", "valid_from"),
    columns=("month", "valid_from", "valid_to", *PLACES, *PROOF),
    read=read_window,
)
