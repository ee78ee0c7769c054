"""What the page of the intake door shows around its content: the other languages."""

from typing import Any

from django.http import HttpRequest

from rapporteur.doors import languages


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"languages": languages.choices(request)}
