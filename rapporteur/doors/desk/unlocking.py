"""Pages that open what is sealed: a locked vault leads to Unlock and back.

It is asked for before a page is shown, so that nobody types into a locked desk; where it locked in
between, the page comes back with what was typed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.vaults.unlocking import WithVault

View = Callable[..., HttpResponse]


def needs_vault(view: View) -> View:
    """Send whoever has a locked vault to unlock it first, and back here; a POST goes on."""

    @wraps(view)
    def answer(request: WithVault, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and request.vault.keyring is None:
            page = "vault_set_up" if request.vault.key is None else "vault_unlock"
            wanted = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse(page)}?{wanted}")
        return view(request, *args, **kwargs)

    return answer


def open_keyring(request: WithVault) -> Keyring:
    """Return the open keyring of a request. Raises Refused where it was locked meanwhile."""
    if request.vault.keyring is None:
        raise Refused(
            _(
                "Your vault was locked meanwhile. What you typed stands below: unlock the vault in"
                " another tab, then send this again."
            )
        )
    return request.vault.keyring
