"""Who a source is: asking with a reason, a second person's answer, opening once; and who holds which half."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import rules as room
from rapporteur.cases.identities import actions, rules
from rapporteur.cases.models import Asking
from rapporteur.doors.desk.case_forms import WhyForm
from rapporteur.doors.desk.forms import ReasonForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.members import key_page
from rapporteur.doors.desk.views.members import visible as visible_member
from rapporteur.doors.desk.views.received import visible as visible_submission
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.apart import SIDES
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import halves
from rapporteur.people.desks import rules as desk_rules
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.vaults.unlocking import WithVault


def visible(request: SignedIn, pk: UUID) -> Asking:
    found = Asking.objects.visible_to(request.user).select_related(
        "desk", "asked_by", "answered_by", "identity__sealed__record", "sealed__record"
    )
    return get_object_or_404(found, pk=pk)


@allowed(room.reads_sealed)
@needs_vault
def received_source(request: WithVault, pk: UUID) -> HttpResponse:
    """Ask to see who a source is; list who asked before."""
    submission = visible_submission(request, pk)
    identity = actions.identity_of(submission)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            open_keyring(request)
            asking = actions.ask(submission, form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Asked. A member who holds the other half answers."))
            return redirect("received_asking", asking.pk)
    askings = Asking.objects.visible_to(request.user).filter(identity=identity).newest_first()
    page = {
        "form": form,
        "submission": submission,
        "identity": identity,
        "part": rules.part_held(request.user, identity) if identity else 0,
        "askings": askings.select_related("asked_by", "answered_by"),
    }
    return render(request, "desk/identities/source.html", page)


@allowed(room.reads_sealed)
@needs_vault
def received_asking(request: WithVault, pk: UUID) -> HttpResponse:
    """Show one asking with its reason; a post releases, refuses, or opens the name once."""
    asking = visible(request, pk)
    keyring = open_keyring(request)
    name: actions.Name | None = None
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb == "open":
            name = actions.open_name(asking, keyring, by=request.user)
        elif verb == "release":
            actions.release(asking, keyring, by=request.user)
            messages.success(request, _("Released. Who asked can open it once, within a day."))
        elif verb == "refuse":
            actions.refuse(asking, by=request.user)
            messages.success(request, _("Refused. Nothing was released."))
        if name is None:
            return redirect("received_asking", pk)
        asking = visible(request, pk)
    page = {
        "asking": asking,
        "why": actions.why_of(asking, keyring, by=request.user),
        "name": name,
        "is_mine": asking.asked_by_id == request.user.pk,
        "no_answer": rules.is_a_second_person(request.user, asking),
        "no_opening": rules.is_released(request.user, asking),
    }
    return render(request, "desk/identities/asking.html", page)


@allowed(desk_rules.may_hold_key)
def vault_names(request: WithVault) -> HttpResponse:
    """Show who holds which half of the key to names, at each desk of this person."""
    desks = Desk.objects.visible_to(request.user)
    members = Membership.objects.visible_to(request.user).let_in().select_related("account")
    readers = [one for one in members if desk_rules.holds_key(one.roles)]
    found = halves.halves_of(request.user, desks)
    taken = {(half.desk.pk, holder.pk) for half in found for holder in half.holders}
    listed = [
        {
            "half": half,
            "begins": halves.BEGINS[half.side],
            "others": [
                one
                for one in readers
                if half.mine
                and one.desk_id == half.desk.pk
                and (one.desk_id, one.account_id) not in taken
            ],
        }
        for half in found
    ]
    return render(request, "desk/identities/names.html", {"listed": listed})


@allowed(desk_rules.may_hold_key)
def vault_hand_half(request: WithVault, pk: UUID, side: str) -> HttpResponse:
    """Hand one's half to another member, whose fingerprint was compared."""
    membership = visible_member(request, pk)
    if side not in SIDES:
        raise Http404
    if request.method == "POST":
        halves.hand_over(
            membership,
            side,
            fingerprint=request.POST.get("fingerprint", ""),
            keyring=request.vault.keyring,
            by=request.user,
        )
        messages.success(request, _("Handed over to %(name)s.") % {"name": membership.account})
        return redirect("vault_names")
    page = key_page(request, membership, side=side)
    return render(request, "desk/identities/hand.html", page)


@require_POST
@allowed(desk_rules.may_hold_key)
def vault_change_half(request: WithVault, pk: UUID, side: str) -> HttpResponse:
    """Give a half a new key, without whoever left."""
    desk = get_object_or_404(Desk.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    if side not in SIDES:
        raise Http404
    halves.change(desk, side, why=why, keyring=request.vault.keyring, by=request.user)
    messages.success(request, _("The key of this half was changed."))
    return redirect("vault_names")
