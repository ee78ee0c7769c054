"""What every page of a door knows: which door it is, and whether this is an exercise."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rapporteur.kernel.instance.queries import is_exercise


def door(request: HttpRequest) -> dict[str, Any]:
    return {"door": settings.DOOR, "exercise": is_exercise()}
