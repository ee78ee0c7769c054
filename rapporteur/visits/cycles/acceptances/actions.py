"""Write down what a State answered on a guarantee. Rows are only added."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import TermAnswer, Visit
from rapporteur.visits.cycles.terms import Answer, Guarantee
from rapporteur.world.models import Country


@transaction.atomic
def answer(
    visit: Visit, country: Country, guarantee: str, given: str, note: str = "", *, by: Account
) -> TermAnswer:
    """Note the answer of a State on one guarantee. Raises Refused.

    Whether a reservation is enough is for the mandate-holder to say.
    """
    if reason := rules.works_on(by, visit):
        raise Refused(reason)
    if country not in visit.countries:
        raise Refused(_("This visit does not go to this State."))
    if guarantee not in Guarantee.values or given not in Answer.values:
        raise Refused(_("Choose from what stands there."))
    if given != Answer.YES and not note.strip():
        raise Refused(_("Say in a note what the State answered."))
    if given == Answer.RESERVED and (reason := rules.decides_on(by, visit)):
        raise Refused(reason)
    row = TermAnswer(
        visit=visit,
        country=country,
        guarantee=guarantee,
        answer=given,
        note=note.strip(),
        by=by,
        at=now(),
    )
    row.save(force_insert=True)
    detail = {"state": country.pk, "guarantee": guarantee, "answer": given}
    journal.record("note answer on terms", visit, by=str(by.pk), detail=detail)
    return row
