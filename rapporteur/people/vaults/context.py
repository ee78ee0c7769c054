"""What every page behind a sign-in says of the vault."""

from typing import Any

from django.http import HttpRequest


def vault(request: HttpRequest) -> dict[str, Any]:
    """Return the vault of this request; its page asks it only where the state is shown."""
    return {"vault": getattr(request, "vault", None)}
