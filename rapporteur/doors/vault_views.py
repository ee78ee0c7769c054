"""Pages of one's own vault, the same at every door that has a login.

Each attempt is counted before any key is derived: five in five minutes, by person.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from rapporteur.circles import actions as circles
from rapporteur.doors.vault_forms import ChangeForm, GiveUpForm, SetUpForm, UnlockForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.recipients import spoken
from rapporteur.people.desks import halves, keys, queries, rules
from rapporteur.people.vaults import actions
from rapporteur.people.vaults.unlocking import WithVault

View = Callable[..., HttpResponse]


def counted(view: View) -> View:
    """Answer 429 where this person tried too often; a POST only."""

    @sensitive_post_parameters()
    @wraps(view)
    def answer(request: WithVault, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ratelimit.consume(request, action="vault", user=request.user):
            refused: HttpResponse = ratelimit.respond_429(request)
            return refused
        return view(request, *args, **kwargs)

    return answer


def opened(request: WithVault, keyring: Keyring) -> HttpResponse:
    """Keep the vault open, make what only an open vault can make, and go where one came from."""
    ratelimit.clear(request, action="vault", user=request.user)
    request.vault.open(keyring)
    for desk in keys.found_missing(request.user, keyring):
        messages.success(request, _("The key of %(desk)s was made.") % {"desk": desk})
    for desk, side in halves.found_missing(request.user, keyring):
        said = _("Half %(side)s of the key to the names of %(desk)s was made.")
        messages.success(request, said % {"side": side, "desk": desk})
    circles.settle(request.user, keyring)
    wanted = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return redirect(wanted if here else reverse("home"))


@allowed(rules.may_hold_key)
def vault(request: WithVault) -> HttpResponse:
    key = request.vault.key
    return render(
        request,
        "vault/home.html",
        {
            "fingerprint": spoken(key.public) if key else "",
            "made_on": key.made_on if key else None,
            "groups": queries.groups_of(request.user, request.vault.key),
        },
    )


@allowed(rules.may_hold_key)
@counted
def vault_set_up(request: WithVault) -> HttpResponse:
    if request.vault.key is not None:
        return redirect("vault")
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        try:
            keyring = actions.set_up(request.user, form.cleaned_data["passphrase"])
        except Refused as refusal:
            form.add_error("passphrase", str(refusal))
        else:
            messages.success(request, _("Your vault is set up and open."))
            return opened(request, keyring)
    return render(request, "vault/set_up.html", {"form": form})


@allowed(rules.may_hold_key)
@counted
def vault_unlock(request: WithVault) -> HttpResponse:
    if request.vault.key is None:
        return redirect("vault_set_up")
    form = UnlockForm(request.POST or None)
    if form.is_valid():
        try:
            keyring = actions.unlock(request.user, form.cleaned_data["passphrase"])
        except Refused as refusal:
            form.add_error("passphrase", str(refusal))
        else:
            return opened(request, keyring)
    return render(request, "vault/unlock.html", {"form": form})


@require_POST
@allowed(rules.may_hold_key)
def vault_lock(request: WithVault) -> HttpResponse:
    request.vault.lock(why="by hand")
    messages.success(request, _("Your vault is locked."))
    return redirect("home")


@allowed(rules.may_hold_key)
@counted
def vault_change(request: WithVault) -> HttpResponse:
    if request.vault.key is None:
        return redirect("vault_set_up")
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.change(request.user, given["old"], given["passphrase"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.vault.lock(why="passphrase changed")
            messages.success(request, _("The passphrase is changed. Unlock with the new one."))
            return redirect("vault_unlock")
    return render(request, "vault/change.html", {"form": form})


@allowed(rules.may_hold_key)
@counted
def vault_give_up(request: WithVault) -> HttpResponse:
    """Give up a key whose passphrase is lost, and go on to a new one."""
    if request.vault.key is None:
        return redirect("vault_set_up")
    form = GiveUpForm(request.POST or None)
    if form.is_valid():
        try:
            actions.give_up(request.user, form.cleaned_data["password"])
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            request.vault.lock(why="key given up")
            return redirect("vault_set_up")
    return render(request, "vault/give_up.html", {"form": form})
