"""Members of a desk: who is there, inviting, letting in, removing, changing roles."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from allauth.account import app_settings as allauth_settings
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rapporteur.doors.desk.forms import AccountForm, InviteForm, ReasonForm, RolesForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.access.roles import BY_CODE, ROLES
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.recipients import fingerprint, spoken
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import actions, custody, keys, queries, rules
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.vaults.unlocking import WithVault


def visible(request: SignedIn, pk: UUID) -> Membership:
    members = Membership.objects.visible_to(request.user).select_related("account", "desk")
    return get_object_or_404(members, pk=pk)


def labelled(membership: Membership) -> Membership:
    """Give a membership the words for its roles."""
    known = [BY_CODE[code].label for code in membership.roles if code in BY_CODE]
    membership.role_labels = known  # type: ignore[attr-defined]  # for the page only
    return membership


@allowed(rules.sees_today)
def members(request: SignedIn) -> HttpResponse:
    found = Membership.objects.visible_to(request.user).current().select_related("account", "desk")
    listed = [labelled(one) for one in found.order_by("desk__name", "account__name")]
    states = queries.key_states(listed)
    asked = {one.pk for one in queries.to_agree(request.user)}
    for one in listed:
        one.key_state = states[one.pk]  # type: ignore[attr-defined]  # for the page only
        one.to_agree = one.pk in asked  # type: ignore[attr-defined]  # likewise
    return render(
        request,
        "desk/members/list.html",
        {
            "members": listed,
            "roles": [role for role in ROLES if role.door == "desk"],
            "may_invite": rules.invites(request.user) is None,
            "may_let_in": rules.lets_in(request.user) is None,
            "may_hand_key": rules.may_hold_key(request.user) is None,
            "may_remove": rules.removes(request.user) is None,
            "may_manage": rules.manages_accounts(request.user) is None,
        },
    )


@allowed(rules.invites)
def members_invite(request: SignedIn) -> HttpResponse:
    def link_to(account: Account) -> str:
        key = allauth_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
        return request.build_absolute_uri(
            reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
        )

    desks = Desk.objects.visible_to(request.user)
    form = InviteForm(request.POST or None, desks=desks)
    if form.is_valid():
        try:
            member = actions.invite(**form.cleaned_data, link_to=link_to, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Invited: %(name)s.") % {"name": member.account})
            return redirect("members")
    return render(request, "desk/members/invite.html", {"form": form})


def key_page(request: WithVault, membership: Membership, **more: Any) -> dict[str, Any]:
    """Return what a page on letting in or removing says about the key of the desk."""
    key = keys.key_of(membership) if rules.holds_key(membership.roles) else None
    return {
        "member": labelled(membership),
        "fingerprint": spoken(key.public) if key else "",
        "exact": fingerprint(key.public) if key else "",
        "reads_sealed": rules.holds_key(membership.roles),
        "has_group": membership.desk.recipient is not None,
        "is_open": request.vault.keyring is not None,
        "holds": keys.holds(membership),
        "alone": rules.has_too_few_holders(membership),
        **more,
    }


@allowed(rules.lets_in)
def members_let_in(request: WithVault, pk: UUID) -> HttpResponse:
    membership = visible(request, pk)
    if request.method == "POST":
        actions.let_in(
            membership,
            by=request.user,
            keyring=request.vault.keyring,
            fingerprint=request.POST.get("fingerprint", ""),
        )
        messages.success(request, _("Let in: %(name)s.") % {"name": membership.account})
        return redirect("members")
    return render(request, "desk/members/let_in.html", key_page(request, membership))


@allowed(rules.may_hold_key)
def members_key(request: WithVault, pk: UUID) -> HttpResponse:
    """Hand the key of the desk to someone who was let in before they had a vault."""
    membership = visible(request, pk)
    if request.method == "POST":
        keys.hand_over(
            membership,
            fingerprint=request.POST.get("fingerprint", ""),
            keyring=request.vault.keyring,
            by=request.user,
        )
        messages.success(
            request, _("Let in with the key: %(name)s.") % {"name": membership.account}
        )
        return redirect("members")
    return render(request, "desk/members/key.html", key_page(request, membership))


@allowed(rules.may_hold_key)
def members_agree(request: SignedIn, pk: UUID) -> HttpResponse:
    """Agree, as a second holder of the key, to a role that reads sealed things."""
    membership = visible(request, pk)
    if request.method == "POST":
        actions.agree(membership, by=request.user)
        messages.success(request, _("You agreed: %(name)s.") % {"name": membership.account})
        return redirect("members")
    wanted = [BY_CODE[code].label for code in membership.wanted_roles if code in BY_CODE]
    asked = [membership.asked_by] if membership.asked_by else []
    asked_by = Account.objects.of_door("desk").filter(pk__in=asked).first()
    page = {"member": labelled(membership), "wanted": wanted, "asked_by": asked_by}
    refusal = rules.is_not_oneself(request.user, membership) or rules.is_a_second_holder(
        request.user, membership
    )
    return render(request, "desk/members/agree.html", {**page, "refusal": refusal})


@allowed(rules.removes)
def members_remove(request: WithVault, pk: UUID) -> HttpResponse:
    membership = visible(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.remove(
                membership, **form.cleaned_data, by=request.user, keyring=request.vault.keyring
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Removed: %(name)s.") % {"name": membership.account})
            return redirect("members")
    return render(request, "desk/members/remove.html", key_page(request, membership, form=form))


@allowed(rules.removes)
def members_roles(request: WithVault, pk: UUID) -> HttpResponse:
    membership = visible(request, pk)
    form = RolesForm(request.POST or None, initial={"roles": membership.roles})
    if form.is_valid():
        try:
            changed = actions.change_roles(
                membership, **form.cleaned_data, by=request.user, keyring=request.vault.keyring
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words_of(changed))
            return redirect("members")
    return render(request, "desk/members/roles.html", key_page(request, membership, form=form))


def words_of(changed: Membership) -> str:
    """Return what became of a change of roles."""
    if changed.wanted_roles:
        return _("The roles of %(name)s change when another holder of the key agrees.") % {
            "name": changed.account
        }
    return _("Roles changed: %(name)s.") % {"name": changed.account}


ACTS: dict[str, Callable[..., Account]] = {
    "close": partial(custody.set_open, is_open=False),
    "reopen": partial(custody.set_open, is_open=True),
    "free": custody.free_factor,
}


@allowed(rules.manages_accounts)
def members_account(request: SignedIn, pk: UUID) -> HttpResponse:
    """Close or reopen a member's account, or free them of a lost second factor."""
    membership = visible(request, pk)
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            ACTS[form.cleaned_data["act"]](
                membership, why=form.cleaned_data["why"], by=request.user
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done: %(name)s.") % {"name": membership.account})
            return redirect("members")
    page = {"form": form, "member": labelled(membership)}
    return render(request, "desk/members/account.html", page)
