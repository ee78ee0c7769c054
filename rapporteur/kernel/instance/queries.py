"""Questions about this installation."""

from functools import cache

from rapporteur.kernel.instance.golive import OPEN
from rapporteur.kernel.instance.models import GoLiveStep, Instance


@cache
def mode() -> str:
    """Return `exercise` or `real`; it cannot change while a process lives."""
    return Instance.objects.values_list("mode", flat=True).get()


def is_exercise() -> bool:
    return mode() == Instance.Mode.EXERCISE


def is_live() -> bool:
    """Say whether the intake door of a real installation was opened, and not shut since."""
    steps = GoLiveStep.objects.filter(item=OPEN).order_by("-id")
    return bool(steps.values_list("passed", flat=True).first())
