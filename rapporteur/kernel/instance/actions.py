"""Say, once and for ever, what this installation is for, and step by step how it goes live."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance import golive
from rapporteur.kernel.instance.models import GoLiveStep, Instance
from rapporteur.kernel.instance.queries import mode as mode_of_process
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused


@transaction.atomic
def establish(mode: str, *, key_fingerprint: str = "") -> bool:
    """Mark this database as an exercise or as real; say whether it was marked now.

    Raises Refused where it is marked as the other. The owner's right is needed, and a trigger
    keeps even the owner from changing the mark.
    """
    standing = Instance.objects.select_for_update().filter(pk=1).first()
    if standing is None:
        Instance.objects.create(mode=mode, created_on=today(), key_fingerprint=key_fingerprint)
        mode_of_process.cache_clear()
        return True
    if standing.mode != mode:
        raise Refused(
            f"This database was made for {describe(standing.mode)} on {standing.created_on}, "
            f"and cannot become {describe(mode)}. Use another database or another RAPPORTEUR_HOME."
        )
    return False


def describe(mode: str) -> str:
    return "an exercise" if mode == Instance.Mode.EXERCISE else "real work"


BY = "command:golive"


@transaction.atomic
def attest(code: str, *, name: str, evidence: str, passed: bool = True) -> None:
    """Add a named person's answer to an item; to withdraw one shuts the door. Raises Refused."""
    asked = golive.item(code)
    if asked is None:
        raise Refused(f"There is no item “{code}”: {', '.join(golive.CODES)}.")
    if passed and not asked.attested:
        raise Refused(f"Nobody attests “{code}”: {asked.who}.")
    if not asked.attested:
        raise Refused(f"“{code}” is not withdrawn: make new shares, and the old drills are void.")
    step(code, name=name, evidence=evidence, passed=passed)
    if not passed:
        step(golive.OPEN, name=name, evidence=evidence, passed=False)


@transaction.atomic
def set_door(*, name: str, evidence: str, facts: golive.Facts | None) -> None:
    """Open the intake door where these facts lack nothing; without facts, shut it. Raises Refused."""
    lacking = golive.missing(facts) if facts else {}
    if lacking:
        told = "; ".join(f"{code} ({why})" for code, why in lacking.items())
        raise Refused(f"The intake door stays shut. Missing: {told}.")
    step(golive.OPEN, name=name, evidence=evidence, passed=facts is not None)


def step(code: str, *, name: str, evidence: str, passed: bool) -> None:
    """Add one step. Raises Refused without a name and evidence in words."""
    name, evidence = name.strip(), evidence.strip()
    if not name:
        raise Refused("Say who says so: --by.")
    if not evidence:
        raise Refused("Say what shows it, in words: --evidence.")
    keep(GoLiveStep(item=code, passed=passed, by=name, evidence=evidence))


@transaction.atomic
def record_drill(key: UUID, *, shares: str, place: str) -> None:
    """Add that these two shares of this recovery key opened what was sealed. Raises Refused."""
    if not place.strip():
        raise Refused("Say where you are: --place.")
    keep(
        GoLiveStep(
            item="drill", passed=True, by=BY, evidence="an envelope sealed that moment was opened",
            key=key, shares=shares, place=place.strip(),
        )
    )  # fmt: skip


def keep(one: GoLiveStep) -> None:
    one.day = today()
    try:
        one.clean_fields()
    except ValidationError as fault:
        raise Refused(f"{next(iter(fault.message_dict))}: {fault.messages[0]}") from None
    one.save(force_insert=True)
    verb = "take back" if not one.passed else "pass"
    journal.record(verb, one, by=BY, detail={"item": one.item})
