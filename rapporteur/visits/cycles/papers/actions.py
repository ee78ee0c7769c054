"""Saving a paper of a visit: each saving is one more sealed version."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles import rules, sealing
from rapporteur.visits.cycles.models import Paper, PaperKind, Visit
from rapporteur.visits.cycles.reports.workflow import State
from rapporteur.world.models import Country

KIND = "cycles.paper"
LOCKED = _("Someone saved this meanwhile. What you typed is still below; look at theirs first.")


def paper_of(visit: Visit, kind: str, country: Country | None = None) -> Paper | None:
    return Paper.objects.whole().filter(visit=visit, kind=kind, country=country).first()


@transaction.atomic
def save(
    visit: Visit,
    kind: str,
    words: dict[str, Any],
    *,
    read: int,
    by: Account,
    country: Country | None = None,
) -> Paper:
    """Save a paper; `read` is the version that was read, 0 where there was none. Raises Refused."""
    current = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if kind not in PaperKind.values or (kind == PaperKind.REPORT) != (country is not None):
        raise Refused(_("Choose from what stands there."))
    if country is not None and country not in current.countries:
        raise Refused(_("This visit does not go to this State."))
    kept = paper_of(current, kind, country)
    if read != (kept.version if kept else 0):
        raise Refused(LOCKED)
    if kept is None:
        record = sealing.keep(KIND, words, current.desk, by=by)
        kept = Paper(visit=current, kind=kind, country=country, record=record, by=by, on=today())
        kept.save(force_insert=True)
    else:
        if kept.state == State.PUBLISHED:
            raise Refused(_("It is published: nothing is changed in it."))
        kept.version, kept.by, kept.on = read + 1, by, today()
        sealing.add(kept.record, kept.version, words, current.desk, by=by)
        kept.save(update_fields=["version", "by", "on"])
    detail: dict[str, str | int] = {"kind": kind, "version": kept.version}
    journal.record("save paper of visit", kept, by=str(by.pk), detail=detail)
    return kept


def words_of(paper: Paper, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Open the newest words of a paper; the journal knows first. Raises Refused."""
    return sealing.read(paper.record, paper.version, paper.visit.desk, keyring, by=by)
