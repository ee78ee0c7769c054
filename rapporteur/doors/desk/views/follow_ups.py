"""What is followed, as pages: the list, one recommendation with all voices, and what is done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.doors.desk.follow_up_forms import (
    AskForm,
    BeginForm,
    CloseForm,
    CommitmentForm,
    DayForm,
    FollowUpFilter,
    GradeForm,
    NextForm,
)
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.views.letters import did
from rapporteur.follow_up import history, queries, rules
from rapporteur.follow_up.actions import assessing, commitments, following
from rapporteur.follow_up.actions.assessing import Grade
from rapporteur.follow_up.models import Commitment, Following
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.partners import actions as partners
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country

A_PAGE = 50
AT_ONCE = 100  # recommendations of one State that are offered on one page


def visible(request: SignedIn, pk: UUID) -> Following:
    found = Following.objects.visible_to(request.user)
    found = found.select_related("recommendation", "country", "desk", "begun_by")
    return get_object_or_404(found, pk=pk)


@allowed(rules.follows)
def follow_up(request: SignedIn) -> HttpResponse:
    """List what is followed, what is due first; nothing is opened."""
    form = FollowUpFilter(request.GET or None)
    wanted = queries.Wanted(**form.cleaned_data) if form.is_valid() else queries.Wanted()
    page = page_of(request, queries.listed(request.user, wanted), A_PAGE)
    lessons = queries.lessons(request.user, wanted.country)
    return render(
        request,
        "desk/follow_up/list.html",
        {"form": form, "today": today(), "lessons": lessons, **page},
    )


@allowed(rules.follows)
def follow_up_state(request: SignedIn, iso3: str) -> HttpResponse:
    """Begin to follow recommendations to one State, several at a time."""
    country = get_object_or_404(Country.objects.states(), pk=iso3)
    desk = Desk.objects.visible_to(request.user).first()
    if desk is None:
        raise Http404
    offered = list(queries.to_follow(desk, country)[:AT_ONCE])
    form = BeginForm(request.POST or None, offered=offered, owners=queries.members_of(desk.pk))

    def begin(given: dict[str, Any]) -> None:
        following.follow_many(given.pop("chosen"), country, desk=desk, by=request.user, **given)

    if did(request, form, begin, _("They are followed from today.")):
        return redirect(f"{reverse('follow_up')}?country={country.pk}")
    page = {"country": country, "form": form, "offered": offered}
    return render(request, "desk/follow_up/begin.html", page)


@allowed(rules.follows)
def follow_up_one(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show one recommendation with its three voices, grades, commitments and time; of any day."""
    one = visible(request, pk)
    form = DayForm(request.GET or None)
    on = form.cleaned_data["on"] if form.is_valid() else today()
    page = {
        "one": one,
        "form": form,
        "today": today(),
        "past": on != today(),
        "standing": history.standing(one, on),
        "events": history.timeline(one),
        "brought": queries.brought(one, request.user),
        "why_not": rules.works_on(request.user, one) or rules.is_open(one),
    }
    return render(request, "desk/follow_up/one.html", page)


Do = Callable[[Following, dict[str, Any], Account], object]


@dataclass(frozen=True)
class Act:
    """One thing that is done about what is followed: its form, its name, what it does."""

    label: str | Lazy
    form: Callable[[SignedIn, Following], Any]
    do: Do


def posted(request: SignedIn) -> Any:
    return request.POST if request.method == "POST" else None


def next_form(request: SignedIn, one: Following) -> NextForm:
    return NextForm(posted(request), owners=queries.who_may_own(one))


def assess(one: Following, given: dict[str, Any], by: Account) -> object:
    evidence = given.pop("evidence")
    return assessing.assess(one, Grade(**given), evidence, by=by)


def ask_partners(one: Following, given: dict[str, Any], by: Account) -> object:
    """Ask all partners that are vetted about a recommendation."""
    return partners.ask(
        one.desk,
        kind="recommendation_progress",
        title=one.recommendation.text,
        subject=one.recommendation_id,
        country=one.country_id,
        until=given["until"],
        by=by,
    )


ACTS: dict[str, Act] = {
    "next": Act(
        gettext_lazy("Say what is done next"),
        next_form,
        lambda one, given, by: following.plan_next(one, given["then"], by=by),
    ),
    "assess": Act(
        gettext_lazy("Add an assessment"),
        lambda request, one: GradeForm(posted(request), following=one),
        assess,
    ),
    "commitment": Act(
        gettext_lazy("Write down a commitment"),
        lambda request, _one: CommitmentForm(posted(request)),
        lambda one, given, by: commitments.write_down(one, given["promise"], by=by),
    ),
    "ask": Act(
        gettext_lazy("Ask partners what was done"),
        lambda request, _one: AskForm(posted(request)),
        ask_partners,
    ),
    "close": Act(
        gettext_lazy("Follow it no longer"),
        lambda request, _one: CloseForm(posted(request)),
        lambda one, given, by: following.close(one, why=given["why"], by=by),
    ),
    "reopen": Act(
        gettext_lazy("Follow it again"),
        next_form,
        lambda one, given, by: following.reopen(one, given["then"], by=by),
    ),
}


@allowed(rules.follows)
def follow_up_act(request: SignedIn, pk: UUID, act: str) -> HttpResponse:
    one, found = visible(request, pk), ACTS.get(act)
    if found is None:
        raise Http404
    form = found.form(request, one)
    if did(request, form, lambda given: found.do(one, given, request.user), _("Done.")):
        return redirect(one)
    return render(
        request, "desk/follow_up/form.html", {"one": one, "form": form, "heading": found.label}
    )


@allowed(rules.follows)
def follow_up_commitment(request: SignedIn, pk: UUID) -> HttpResponse:
    """Revise a commitment: a version is added."""
    of_theirs = Commitment.objects.filter(following__in=Following.objects.visible_to(request.user))
    commitment = get_object_or_404(of_theirs.select_related("following__recommendation"), pk=pk)
    last = commitment.versions.last()
    form = CommitmentForm(posted(request), initial=commitments.said(last) if last else {})

    def revise(given: dict[str, Any]) -> None:
        commitments.revise(commitment, given["promise"], by=request.user)

    if did(request, form, revise, _("Done.")):
        return redirect(commitment.following)
    page = {"one": commitment.following, "form": form, "heading": _("Revise the commitment")}
    return render(request, "desk/follow_up/form.html", page)
