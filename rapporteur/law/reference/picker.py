"""Read the file of what the legal picker proposes."""

from rapporteur.kernel.reference.cells import SOURCE, number, one_of, sourced
from rapporteur.kernel.reference.loading import Row, Table, Values
from rapporteur.law.models import ScopeCode, ScopeProvision
from rapporteur.law.reference.instruments import FOLDER, provision_id, provision_ids

Known = tuple[set[str], dict[tuple[str, str], int]]  # scope codes, ids of provisions


def known() -> Known:
    return set(ScopeCode.objects.values_list("code", flat=True)), provision_ids()


def read_proposal(row: Row, lookups: Known) -> Values:
    codes, ids = lookups
    return {
        "scope_code_id": one_of(row, "scope_code", codes, "the scope codes"),
        "provision_id": provision_id(row, ids),
        "position": number(row, "position"),
        **sourced(row),
    }


SCOPE_PROVISIONS = Table(
    path=FOLDER / "scope_provisions.csv",
    model=ScopeProvision,
    key=("scope_code_id", "provision_id"),
    columns=("scope_code", "position", "instrument", "number", *SOURCE),
    read=read_proposal,
    lookups=known,
)
TABLES: tuple[Table, ...] = (SCOPE_PROVISIONS,)
