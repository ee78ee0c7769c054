"""Saving the safety plan of a case: each saving is one more sealed version."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules, sealing
from rapporteur.cases.models import Case, SafetyPlan
from rapporteur.cases.plans.words import Plan
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

KIND = "cases.plan"


@transaction.atomic
def save(case: Case, plan: Plan, *, version: int, by: Account) -> SafetyPlan:
    """Save a plan; `version` is the one that was read, 0 where there was none. Raises Refused."""
    current = Case.objects.held(case)
    if reason := rules.works_on(by, current):
        raise Refused(reason)
    if not any(text.strip() for _label, text in plan.lines):
        raise Refused(_("Write something first."))
    kept = SafetyPlan.objects.filter(case=current).first()
    if version != (kept.version if kept else 0):
        raise Refused(
            _("Someone saved this meanwhile. What you typed is still below; look at theirs first.")
        )
    if kept is None:
        record = sealing.keep(current, KIND, plan.body(), by=str(by.pk)).record
        kept = SafetyPlan(case=current, record=record, by=by, on=today())
        kept.save(force_insert=True)
    else:
        kept.version, kept.by, kept.on = version + 1, by, today()
        sealing.add(current, kept.record, kept.version, plan.body(), by=str(by.pk))
        kept.save(update_fields=["version", "by", "on"])
    journal.record("save safety plan", current, by=str(by.pk), detail={"version": kept.version})
    return kept
