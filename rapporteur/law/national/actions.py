"""Add what a source says of the law of a State. A row that was added is never changed."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.reference.models import Evidence
from rapporteur.kernel.refusals import Refused
from rapporteur.law.national import rules
from rapporteur.law.national.models import LegalAge, LegalAnswer
from rapporteur.world.models import Country

COLUMNS = (
    "iso3",
    "minset_series_desc",
    "sex",
    "time_period",
    "value_category_desc",
    "comment_obs",
    "source_detail",
)
SERIES = "Minimum age for legal marriage - Without parental consent"
NOT_FIXED = "No fixed data"
Row = TypeVar("Row", LegalAge, LegalAnswer)
BAND = "{}: the source gives {} beside it."
SEXES = {"F": LegalAge.Whom.GIRLS, "M": LegalAge.Whom.BOYS}


@dataclass(frozen=True)
class Loaded:
    """What a file did, in rows; `skipped` names codes of areas and of States not on record."""

    added: int
    unchanged: int
    skipped: tuple[str, ...]


@transaction.atomic
def tell_age(
    country: Country,
    *,
    kind: str,
    by: str,
    source: str,
    as_of: str,
    age: int | None = None,
    whom: str = "",
    law: str = "",
    note: str = "",
) -> LegalAge:
    """Add an age that a law sets, with law, source and day. Raises Refused."""
    why = rules.may_be_told_of(country) or rules.has_proof(source, as_of)
    if why := why or rules.can_be(age, note):
        raise Refused(why)
    told = LegalAge(country=country, kind=kind, whom=whom, age=age)
    return added(told, by, law=law, source=source, as_of=as_of, note=note)


@transaction.atomic
def answer(
    country: Country,
    question: str,
    *,
    answer: str,
    by: str,
    source: str,
    as_of: str,
    law: str = "",
    note: str = "",
) -> LegalAnswer:
    """Add what the criminal law of a State says to one question. Raises Refused."""
    why = rules.may_be_told_of(country) or rules.has_proof(source, as_of)
    if why := why or rules.cites_law(answer, law):
        raise Refused(why)
    told = LegalAnswer(country=country, question=question, answer=answer)
    return added(told, by, law=law, source=source, as_of=as_of, note=note)


def added(told: Row, by: str, **proof: str) -> Row:
    for name, text in proof.items():
        setattr(told, name, text.strip())
    told.evidence, told.at = Evidence.DOCUMENT, now()
    told.save(force_insert=True)
    journal.record("tell law", told, by=by)
    return told


@transaction.atomic
def load_marriage_ages(path: Path, *, by: str, dry_run: bool = False) -> Loaded:
    """Add the ages of marriage of the file of the UN Statistics Division; what stands is left.

    Raises Refused for a file of another shape, which loads nothing.
    """
    known = set(LegalAge.objects.filter(public=True).values_list(*KEY))
    states = set(Country.objects.states().values_list("pk", flat=True))
    fresh, unchanged, skipped = [], 0, set[str]()
    for told in read_marriage_ages(path):
        if told.country_id not in states:
            skipped.add(told.country_id)
        elif tuple(getattr(told, name) for name in KEY) in known:
            unchanged += 1
        else:
            fresh.append(told)
    if not dry_run:
        LegalAge.objects.bulk_create(fresh)
        journal.record("load ages", LegalAge, by=by, detail={"added": len(fresh)})
    return Loaded(len(fresh), unchanged, tuple(sorted(skipped)))


KEY = ("country_id", "kind", "whom", "as_of", "source")


def read_marriage_ages(path: Path) -> list[LegalAge]:
    """Return the rows of the file as ages. Where the source says "no fixed data" there is none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := set(COLUMNS) - set(rows.fieldnames or ()):
            raise Refused(f"{path.name}: columns are missing: {', '.join(sorted(missing))}")
        return [age_in(row, f"{path.name}, line {rows.line_num}") for row in rows]


def age_in(row: dict[str, str], place: str) -> LegalAge:
    if row["minset_series_desc"] != SERIES or row["sex"] not in SEXES:
        raise Refused(f"{place}: this series is not one of the ages that are known here.")
    if not row["comment_obs"].isdecimal() or int(row["comment_obs"]) > rules.OLDEST:
        raise Refused(f"{place}: “{row['comment_obs']}” is no age.")
    fixed = row["value_category_desc"] != NOT_FIXED
    note = "" if fixed else BAND.format(NOT_FIXED, row["comment_obs"])
    return LegalAge(
        country_id=row["iso3"],
        kind=LegalAge.Kind.MARRIAGE,
        whom=SEXES[row["sex"]],
        age=int(row["comment_obs"]) if fixed else None,
        public=True,
        source=f"UN Statistics Division, minimum set of gender indicators: {row['source_detail']}",
        as_of=row["time_period"],
        evidence=Evidence.DOCUMENT,
        note=note,
        at=now(),
    )
