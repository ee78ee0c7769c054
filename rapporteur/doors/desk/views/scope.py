"""Scope at the desk: what is suggested and why, decided one by one or in bulk where it is sure."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.bulk_forms import ChosenForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.scope_forms import ScopeFilter, ScopeForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import looks_up_reference
from rapporteur.recommendations.deciding import actions, queries, reading
from rapporteur.recommendations.deciding.rules import AT_MOST, decides_scope
from rapporteur.recommendations.deciding.speaking import speaker
from rapporteur.recommendations.deciding.tags import Tags
from rapporteur.recommendations.models import Recommendation, ScopeBulk, Standing

A_PAGE = 50
ACTS = {"in": True, "out": False}


@allowed(looks_up_reference)
def recommendations_scope(request: SignedIn) -> HttpResponse:
    """List what is to be decided, or was; chosen rows are decided together where they are sure."""
    form = ScopeFilter(request.GET or None)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    context = {
        "form": form,
        "wanted": wanted,
        "waiting": queries.waiting_in_words(),
        "names": queries.codes_in_use(),
        "decides": decides_scope(request.user) is None,
        "speaker": speaker(),
        **page_of(request, queries.listed(wanted), A_PAGE),
    }
    return render(request, "desk/scope/list.html", context)


def chosen(request: SignedIn) -> list[UUID]:
    """Return the rows that were ticked, or all that fit the list. Raises Refused for nonsense."""
    if "all" in request.POST:
        form = ScopeFilter(QueryDict(request.POST.get("filters", "")))
        wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
        return list(queries.listed(wanted).values_list("pk", flat=True)[: AT_MOST + 1])
    given = ChosenForm(request.POST)
    if not given.is_valid():
        raise Refused(_("Some of the rows are none: choose again."))
    return list(given.cleaned_data["chosen"])


@require_POST
@allowed(decides_scope)
def recommendations_scope_many(request: SignedIn, act: str) -> HttpResponse:
    """Take the suggestion over for all that were chosen."""
    if act not in ACTS:
        raise Http404
    try:
        return redirect(actions.decide_many(chosen(request), in_scope=ACTS[act], by=request.user))
    except Refused as refusal:
        journal_refusal(request, refusal)
        messages.error(request, str(refusal))
        return redirect("recommendations_scope")


@allowed(decides_scope)
def recommendations_scope_done(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what was decided together; a post takes it back."""
    bulk = get_object_or_404(ScopeBulk.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        undone = actions.undo(bulk, by=request.user)
        said = ngettext("%(rows)s row is as before.", "%(rows)s rows are as before.", undone.rows)
        messages.success(request, said % {"rows": undone.rows})
        return redirect(bulk)
    made = list(queries.made_by(bulk))
    return render(request, "desk/scope/done.html", {"bulk": bulk, "made": made})


@allowed(decides_scope)
def recommendations_scope_one(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decide one: the words that speak for each kind of matter stand beside the choice."""
    found = Recommendation.objects.select_related("country", "standing__decision")
    one = get_object_or_404(found, pk=pk)
    standing = standing_of(one)
    form = ScopeForm(request.POST or None, initial=first(standing))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        choice = actions.Choice(
            given["in_scope"],
            tuple(given["codes"]),
            given["reason"],
            given["seen"],
            Tags.of(given),
        )
        try:
            actions.decide(one, choice, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your decision is kept."))
            return redirect("recommendations_one", pk=pk)
    context = {
        "one": one,
        "form": form,
        "standing": standing,
        "reasons": queries.reasons(standing.suggested),
        "suggested": Tags.of(standing.tags_suggested).in_words,
    }
    return render(request, "desk/scope/one.html", context)


def standing_of(one: Recommendation) -> Standing:
    """Return how a recommendation stands; what nobody read yet is read now, and not stored."""
    stored: Standing | None = getattr(one, "standing", None)
    return stored or reading.read(one)


def scope_of(one: Recommendation) -> dict[str, object]:
    """Return what the page of a recommendation shows of its scope."""
    standing = standing_of(one)
    names = queries.codes_in_use()
    return {
        "standing": standing,
        "names": [names.get(code, code) for code in standing.codes],
        "tags": Tags.of(vars(standing)).in_words,
        "suggested": Tags.of(standing.tags_suggested).in_words,
        "reasons": queries.reasons(standing.suggested),
        "history": queries.history(one),
    }


def first(standing: Standing) -> dict[str, object]:
    """Return what the form shows first: what holds, else what is suggested."""
    decided = standing.in_scope is not None
    answers = {True: "yes", False: "no"}
    tags = Tags.of(vars(standing) if standing.in_scope else standing.tags_suggested)
    return {
        **tags.stored,
        "in_scope": answers[standing.in_scope] if standing.in_scope is not None else None,
        "codes": standing.codes if decided else [one["code"] for one in standing.suggested],
        "seen": standing.number,
    }
