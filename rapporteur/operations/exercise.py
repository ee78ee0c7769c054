"""The accounts of an exercise: one for every role, written where whoever started it can read."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from rapporteur.kernel.environment import home
from rapporteur.kernel.instance import queries, rules
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.kernel.vault.phrases import COST, Cost
from rapporteur.partners import exercise as partners
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.exercise import STATE, seed_exercise
from rapporteur.world.models import Country


def accounts(cost: Cost = COST) -> list[Mapping[str, str]]:
    """Make the accounts of the exercise anew; return what to sign in with, one mapping each.

    Keys: role, door, email, password, vault_passphrase, totp_secret, address. Raises Refused in
    a real installation.
    """
    if reason := rules.may_have_exercise_accounts(queries.mode()):
        raise Refused(reason)
    return [*seed_exercise(cost=cost), partners.seed_partner(cost=cost)]


def still_open(path: Path) -> bool:
    """Say whether the accounts that were written down are still those of this database."""
    try:
        told = json.loads(path.read_text())
        written = {(one["door"], one["email"]) for one in told}
        keyed = {(one["door"], one["email"]) for one in told if one.get("vault_passphrase")}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False  # not there, cut short or edited: the accounts are made anew
    accounts = Account.objects.values_list("door", "email")
    with_vault = accounts.filter(pk__in=MemberKey.objects.in_use().values("owner"))
    return bool(written) and written <= set(accounts) and keyed <= set(with_vault)


def write_accounts(cost: Cost = COST) -> None:
    """Make the accounts and keep what opens them in `exercise.json` (0600), once."""
    path = home() / "exercise.json"
    if still_open(path) or not Country.objects.filter(iso3=STATE).exists():
        return  # without Exerland there is no Mission to give an account to
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(accounts(cost), file, indent=2)
        file.write("\n")
    fresh.replace(path)
