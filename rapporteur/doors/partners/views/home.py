"""The first page: what is asked of the partner, what it brought, and what waits for its answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapporteur.kernel.access.gates import allowed
from rapporteur.partners import queries, rules
from rapporteur.partners.models import Organisation
from rapporteur.people.accounts.http import SignedIn


def own(request: SignedIn) -> Organisation | None:
    """Return the organisation for which this account speaks today, as this door may know it."""
    membership = rules.membership_of(request.user)
    if membership is None:
        return None
    return Organisation.objects.told().get(pk=membership.organisation_id)


@require_safe
@allowed(rules.is_of_a_partner)
def home(request: SignedIn) -> HttpResponse:
    """Nothing is opened: questions, kinds, days and states only."""
    organisation = own(request)
    page: dict[str, object] = {"organisation": organisation}
    if organisation is not None:
        page |= {
            "asked": queries.asked_of(organisation),
            "brought": queries.brought_by(organisation),
            "to_attribute": queries.to_attribute(organisation),
        }
    return render(request, "partners/home.html", page)
