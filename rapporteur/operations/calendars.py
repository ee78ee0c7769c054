"""On which days an office works: load an operator's file, and say by which place a desk works.

Either reckons anew by when to decide on what is feared, in the same transaction (ADR 0135).
"""

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction

from rapporteur.cases.clocks.actions import recount
from rapporteur.kernel.reference.loading import BadFile, Outcome
from rapporteur.kernel.refusals import Refused
from rapporteur.operations.reference import OnlyChecking
from rapporteur.people.desks.actions import work_at
from rapporteur.people.desks.models import Desk
from rapporteur.world.calendars.actions import take_in
from rapporteur.world.calendars.models import Place

BY = "command:calendar"


def load(file: str, *, dry_run: bool = False, as_json: bool = False) -> int:
    """Load the file whole or not at all, tell every row that was refused; return the exit code."""
    path = Path(file)
    try:
        done = loaded(path, dry_run=dry_run)
    except BadFile as bad:
        if as_json:
            refused = [asdict(problem) for problem in bad.problems]
            print(json.dumps({"dry_run": dry_run, "refused": refused}, indent=2))
        else:
            print(bad, file=sys.stderr)
            print(f"{path.name}: nothing of this file was loaded.", file=sys.stderr)
        return 1
    print(json.dumps(done, indent=2) if as_json else in_words(path.name, done))
    return 0


def loaded(path: Path, *, dry_run: bool) -> dict[str, Any]:
    """Load the file and say what it did, in rows and days that moved. Raises BadFile."""
    done: dict[str, Any] = {}
    try:
        with transaction.atomic():
            list(Desk.objects.all_held())  # before the calendar changes: nobody reads the old one
            taken = take_in(path, by=BY)
            moved = recount(by=BY)
            done = {
                "places": counts(taken.places),
                "days": counts(taken.days),
                "moved": moved,
                "dry_run": dry_run,
                "refused": [],
            }
            if dry_run:
                raise OnlyChecking
    except OnlyChecking:
        pass
    return done


def counts(outcome: Outcome) -> dict[str, int]:
    return {name: getattr(outcome, name) for name in ("added", "changed", "unchanged")}


def in_words(file: str, done: dict[str, Any]) -> str:
    lines = [
        f"{file}, {what}: {done[what]['added']} added, {done[what]['changed']} changed,"
        f" {done[what]['unchanged']} unchanged."
        for what in ("places", "days")
    ]
    lines.append(f"Days to decide by, for what is feared, that moved: {done['moved']}.")
    if done["dry_run"]:
        lines.append("Only checked: nothing was changed.")
    return "\n".join(lines)


def use(code: str, mandate: str | None = None) -> int:
    """Let a desk work by the calendar of a place, or of none; return the exit code. Raises Refused."""
    with transaction.atomic():
        desk = one_desk(mandate)
        place = None if code == "none" else one_place(code)
        work_at(desk, place, by=BY)
        moved = recount(by=BY)
    by = f"the calendar of {place}" if place else "calendar days"
    print(f"{desk} works by {by}.")
    print(f"Days to decide by, for what is feared, that moved: {moved}.")
    return 0


def show(*, as_json: bool = False) -> int:
    """Say which desk works by which place, and what is on record of each; return the exit code."""
    desks = [{"desk": one.mandate_code, "place": one.place_id} for one in Desk.objects.all()]
    places = [on_record(place) for place in Place.objects.prefetch_related("days")]
    if as_json:
        print(json.dumps({"desks": desks, "places": places}, indent=2))
        return 0
    for desk in desks:
        print(f"{desk['desk']} works by {desk['place'] or 'calendar days'}.")
    for place in places:
        years = ", ".join(f"{count} of {year}" for year, count in place["days"].items())
        print(f"{place['place']}: {place['name']}, {place['zone']}, as of {place['as_of']}.")
        print(f"  Week-end: {', '.join(place['weekend']) or 'unknown'}.")
        print(f"  Days on record: {years or 'none'}.")
    return 0


def on_record(place: Place) -> dict[str, Any]:
    """Return a place with how many of its days are on record, by year."""
    years = Counter(str(day.on.year) for day in place.days.all())
    return {
        "place": place.pk,
        **{name: getattr(place, name) for name in ("name", "zone", "weekend", "source", "as_of")},
        "days": dict(sorted(years.items())),
    }


def one_desk(mandate: str | None) -> Desk:
    desks = [one for one in Desk.objects.all_held() if mandate in {None, one.mandate_code}]
    if len(desks) == 1:
        return desks[0]
    if not desks:
        raise Refused("There is no such desk.")
    known = ", ".join(sorted({one.mandate_code for one in desks}))
    raise Refused(f"There are several desks. Say which with --desk: {known}.")


def one_place(code: str) -> Place:
    found = Place.objects.filter(pk=code).first()
    if found is None:
        known = ", ".join(Place.objects.values_list("pk", flat=True)) or "none"
        raise Refused(f"No place “{code}” is on record. On record: {known}.")
    return found
