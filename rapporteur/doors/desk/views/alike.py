"""What asks the same as a recommendation: people join what was not found and part what is not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.finding_forms import JoinForm
from rapporteur.doors.desk.views.letters import did
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.recommendations.alike.actions import rule
from rapporteur.recommendations.alike.queries import Beside, beside
from rapporteur.recommendations.deciding.rules import decides_scope
from rapporteur.recommendations.models import Recommendation
from rapporteur.world.models import Country


def shown(one: Recommendation) -> dict[str, Any]:
    """Return what the page of a recommendation shows of the others, with who recommends."""
    found: Beside = beside(one)
    codes = {code for other in found.others for code in other.recommending}
    names = Country.objects.in_bulk(codes) if codes else {}
    return {
        "is_read": found.group is not None,
        "others": [
            (
                other,
                ", ".join(str(names[code].name) for code in other.recommending if code in names),
            )
            for other in found.others
        ],
    }


@allowed(decides_scope)
def recommendations_join(request: SignedIn, pk: UUID) -> HttpResponse:
    """Rule that another recommendation to the same State asks the same."""
    one = get_object_or_404(Recommendation, pk=pk)
    form = JoinForm(request.POST or None, one=one)
    if did(
        request,
        form,
        lambda given: rule(one, given["other"], same=True, by=request.user),
        _("Joined. Both stay as they are."),
    ):
        return redirect("recommendations_one", pk)
    return render(request, "desk/recommendations/join.html", {"form": form, "one": one})


@require_POST
@allowed(decides_scope)
def recommendations_part(request: SignedIn, pk: UUID, other: UUID) -> HttpResponse:
    """Rule that two recommendations do not ask the same."""
    one = get_object_or_404(Recommendation, pk=pk)
    rule(one, get_object_or_404(Recommendation, pk=other), same=False, by=request.user)
    messages.success(request, _("Parted. They are not shown together any more."))
    return redirect("recommendations_one", pk)
