"""What an exercise may not be connected to, and what a real installation may not hold.

Each rule answers None, or the reason in a sentence for the operator.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

EXERCISE = "exercise"
REAL = "real"
EXERCISE_STATE = "XEX"  # Exerland, of the range that ISO 3166 leaves to its users


@dataclass(frozen=True)
class Surroundings:
    """What is about to start: where it listens, by which names, whether mail leaves and TLS is on."""

    address: str
    hosts: tuple[str, ...]
    sends_mail: bool
    behind_tls: bool = False


def is_loopback(address: str) -> bool:
    """Say whether an address or host name is this machine's own, out of reach of any other."""
    bare = address.strip().removeprefix("[").removesuffix("]")
    if bare.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def listens_here_only(surroundings: Surroundings) -> str | None:
    """Refuse an exercise that others could reach and take for the real thing."""
    if not is_loopback(surroundings.address):
        return (
            f"an exercise listens on this machine only, not on {surroundings.address}. "
            "Unset RAPPORTEUR_ADDRESS, or make a real installation with `rapporteur init`."
        )
    return None


def answers_to_loopback_names(surroundings: Surroundings) -> str | None:
    wide = [host for host in surroundings.hosts if not is_loopback(host) and host != "testserver"]
    if wide:
        return f"an exercise answers to this machine's own names only, not to {', '.join(wide)}."
    return None


def sends_no_mail(surroundings: Surroundings) -> str | None:
    if surroundings.sends_mail:
        return "an exercise sends no mail: unset RAPPORTEUR_SMTP_URL."
    return None


def can_send_mail(surroundings: Surroundings) -> str | None:
    if not surroundings.sends_mail:
        return "a real installation needs its mail server: set RAPPORTEUR_SMTP_URL."
    return None


def is_reached_by_tls(surroundings: Surroundings) -> str | None:
    """Refuse real work that others reach, and whose cookies and words would pass in the clear."""
    outer = [one for one in (surroundings.address, *surroundings.hosts) if not is_loopback(one)]
    if outer and not surroundings.behind_tls:
        return (
            f"others reach a real installation at {outer[0]}, and without TLS passphrases, codes and"
            " cookies pass in the clear. Put a proxy with TLS before the doors and set"
            " RAPPORTEUR_HTTPS=1."
        )
    return None


OF_AN_EXERCISE = (listens_here_only, answers_to_loopback_names, sends_no_mail)
OF_THE_REAL_THING = (can_send_mail, is_reached_by_tls)


def refusal(mode: str, surroundings: Surroundings) -> str | None:
    """Return the first reason why this mode may not run in these surroundings, or None."""
    for rule in OF_AN_EXERCISE if mode == EXERCISE else OF_THE_REAL_THING:
        if reason := rule(surroundings):
            return reason
    return None


def is_made_up(cells: Iterable[str | None]) -> bool:
    """Say whether a row of reference data speaks of the State that exists in exercises only."""
    return EXERCISE_STATE in cells


def may_have_exercise_accounts(mode: str) -> str | None:
    """Refuse accounts whose passwords are printed to anything but an exercise."""
    if mode != EXERCISE:
        return "this installation is real: it takes no exercise accounts."
    return None
