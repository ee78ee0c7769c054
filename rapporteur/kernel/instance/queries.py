"""Questions about this installation."""

from functools import cache

from rapporteur.kernel.instance.models import Instance


@cache
def mode() -> str:
    """Return `exercise` or `real`; it cannot change while a process lives."""
    return Instance.objects.values_list("mode", flat=True).get()


def is_exercise() -> bool:
    return mode() == Instance.Mode.EXERCISE
