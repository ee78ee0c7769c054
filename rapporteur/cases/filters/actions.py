"""Keeping a filter under a name, and letting it go."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules
from rapporteur.cases.models import SavedFilter
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

AT_MOST = 20  # of a person for one list


@transaction.atomic
def keep(
    page: SavedFilter.Page, name: str, chosen: Mapping[str, str], *, by: Account
) -> SavedFilter:
    """Keep a filter; `chosen` holds codes by the name of their field. Raises Refused."""
    if reason := rules.reads_sealed(by):
        raise Refused(reason)
    if not chosen:
        raise Refused(_("Choose something to show first: this filter shows all."))
    mine = SavedFilter.objects.visible_to(by).of_page(page)
    if mine.filter(name=name).exists():
        raise Refused(_("You keep a filter of this name already."))
    if mine.count() >= AT_MOST:
        raise Refused(_("You keep twenty filters already: let one go first."))
    kept = SavedFilter(account=by, page=page, name=name, query=urlencode(sorted(chosen.items())))
    kept.save(force_insert=True)
    journal.record("keep filter", kept, by=str(by.pk))
    return kept


@transaction.atomic
def let_go(kept: SavedFilter, *, by: Account) -> None:
    """Keep a filter no longer. Raises Refused."""
    if kept.account_id != by.pk:
        raise Refused(_("This filter is someone else's."))
    journal.record("let filter go", kept, by=str(by.pk))
    kept.delete()
