"""Take in the plan of a national mechanism: each row is a commitment, by the key of its own tool."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.follow_up.actions.commitments import Promise, revise, write_down
from rapporteur.follow_up.exchange import UNKNOWN, Planned
from rapporteur.follow_up.models import (
    Commitment,
    CommitmentVersion,
    Following,
    Indicator,
    Progress,
)
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country


class Undone(Exception):  # noqa: N818
    """Thrown at the end of what shall leave the database as it was."""


@dataclass
class Told:
    """What a plan did, or would do, row by row; `nothing` says that refused rows kept all out."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    empty: int = 0  # rows without an action
    nothing: bool = False
    refused: list[tuple[int, object]] = field(default_factory=list)  # line and reason


def take_in(
    planned: Iterable[Planned],
    country: Country,
    *,
    source: str,
    by: Account,
    dry_run: bool = False,
    skip_refused: bool = False,
) -> Told:
    """Take in the rows of a plan and say of each refused one why. A second time changes nothing.

    Where a row is refused nothing is taken in, unless `skip_refused`; a dry run changes nothing.
    `source` is what the plan is called; a row may say it more exactly.
    """
    told = Told()
    found = Following.objects.visible_to(by).open().of_state(country.pk)
    followings = {str(one.pk): one for one in found}
    try:
        with transaction.atomic():
            for row in planned:
                take_row(row, followings, source, told, by=by)
            told.nothing = bool(told.refused) and not skip_refused
            if told.nothing or dry_run:
                raise Undone
            counts: journal.Detail = {"added": told.added, "revised": told.revised}
            journal.record("take in plan", Commitment, by=str(by.pk), detail=counts)
    except Undone:
        pass
    return told


def take_row(
    row: Planned, followings: dict[str, Following], source: str, told: Told, *, by: Account
) -> None:
    following = followings.get(row.cells["recommendation"])
    if following is None:
        told.refused.append((row.line, UNKNOWN))
    elif not row.cells["action"]:
        told.empty += 1
    else:
        try:
            with transaction.atomic():
                keep(following, row, source, told, by=by)
        except Refused as refusal:
            told.refused.append((row.line, refusal.args[0]))


def keep(following: Following, row: Planned, source: str, told: Told, *, by: Account) -> None:
    """Write down or revise what a row says. Raises Refused."""
    key = row.cells["key"]
    if not key:
        raise Refused(_("give each action a key, so that it is found again"))
    promise = promised(row.cells, source)
    standing = following.commitments.filter(key=key).first()
    if standing is None:
        write_down(following, promise, by=by, key=key)
        told.added += 1
        return
    before = standing.versions.count()
    said = revise(standing, promise, by=by)
    told.revised += said.number > before
    told.unchanged += said.number == before


def promised(cells: dict[str, str], source: str) -> Promise:
    """Return what a row promises, checked as a form would. Raises Refused."""
    progress = cells["progress"] or Progress.PLANNED.value
    kind = cells["indicator_kind"]
    if progress not in Progress.values:
        raise Refused(_("“%(word)s” is no progress that is known here") % {"word": progress})
    if kind and kind not in Indicator.values:
        raise Refused(_("“%(word)s” is no kind of indicator") % {"word": kind})
    if cells["deadline"]:
        try:
            earliest(cells["deadline"])
        except ValueError:
            raise Refused(_("the deadline is no year, month or day")) from None
    promise = Promise(
        words=cells["action"],
        source=cells["source"] or source,
        responsible=cells["responsible"],
        due=cells["deadline"],
        indicator_kind=kind,
        indicator=cells["indicator"],
        budget=cells["budget"],
        progress=progress,
    )
    fits(promise, cells["key"])
    return promise


def fits(promise: Promise, key: str) -> None:
    """Raise Refused where a cell is longer than it can be kept."""
    version = CommitmentVersion(**vars(promise))
    unchecked = {"commitment", "number", "made_by", "made_on", "due_by"}
    try:
        version.clean_fields(exclude=unchecked)
        Commitment(key=key).clean_fields(exclude={"following", "made_on"})
    except ValidationError as error:
        raise Refused(error.messages[0]) from None
