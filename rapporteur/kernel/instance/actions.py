"""Say, once and for ever, what this installation is for."""

from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.instance.queries import mode as mode_of_process
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
