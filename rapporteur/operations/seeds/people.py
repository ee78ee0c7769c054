"""Who acts in the seed: the exercise's own accounts, with the vaults that their phrases open.

Nothing here goes round a key: the seed reads what the people of the exercise can read.
"""

import json
from dataclasses import dataclass

from rapporteur.kernel.environment import home
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.exercise import MANDATE
from rapporteur.people.desks.models import Desk


@dataclass(frozen=True)
class Person:
    """An account of the exercise with its open vault."""

    account: Account
    keyring: Keyring

    @property
    def id(self) -> str:
        return str(self.account.pk)


@dataclass(frozen=True)
class Office:
    """The desk of the exercise, its people, and who speaks for Exerland."""

    desk: Desk
    officer: Person
    coordinator: Person
    holder: Person
    mission: Person

    def named(self, name: str) -> Person:
        """Return a person by the word that the data files use."""
        person: Person = getattr(self, name)
        return person


def open_office() -> Office:
    """Open the vaults of the exercise: one derivation for each of four people. Raises Refused."""
    try:
        told = json.loads((home() / "exercise.json").read_text())
        by_role = {one["role"]: one for one in told}
        desk = Desk.objects.get(mandate_code=MANDATE, recipient__isnull=False)
        return Office(
            desk,
            officer=opened(by_role["desk_officer"]),
            coordinator=opened(by_role["coordinator"]),
            holder=opened(by_role["mandate_holder"]),
            mission=opened(by_role["mission_officer"]),
        )
    except (OSError, ValueError, LookupError, TypeError, Desk.DoesNotExist) as fault:
        raise Refused(
            "The accounts of the exercise are not here: start with `make run`."
        ) from fault
    except (CannotOpen, Account.DoesNotExist, MemberKey.DoesNotExist) as fault:
        raise Refused(
            "What exercise.json says does not open the vaults of this exercise:"
            " somebody has changed a passphrase."
        ) from fault


def opened(told: dict[str, str]) -> Person:
    account = Account.objects.get(door=told["door"], email=told["email"])
    key = MemberKey.objects.of(account.pk).in_use().get()
    return Person(account, vault.open_member_key(key, told["vault_passphrase"]))
