"""Keep a dossier of a State before a visit. What it says is gathered by whoever calls."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import Dossier, Visit
from rapporteur.visits.cycles.models.dossiers import digest_of
from rapporteur.world.models import Country


@transaction.atomic
def make(visit: Visit, country: Country, content: dict[str, Any], *, by: Account) -> Dossier:
    """Keep what is on record of a State today. Earlier dossiers stay. Raises Refused."""
    current = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if country not in current.countries:
        raise Refused(_("This visit does not go to this State."))
    digest = digest_of(content)
    newest = Dossier.objects.of(current, country).without_content().first()
    if newest is not None and newest.digest == digest:
        raise Refused(_("Nothing has changed since the dossier that was made today."))
    dossier = Dossier(
        visit=current,
        country=country,
        content=content,
        digest=digest,
        by=by,
        on=today(),
        at=now(),
    )
    dossier.save(force_insert=True)
    detail = {"state": country.pk, "sha256": digest}
    journal.record("make dossier of visit", dossier, by=str(by.pk), detail=detail)
    return dossier
