"""Put the vault of the person on each request, lock it when it was left alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from rapporteur.people.vaults.unlocking import Vault

Answer = Callable[[HttpRequest], HttpResponseBase]


def vault_at_hand(get_response: Answer) -> Answer:
    """Give each request its `vault`, and the browser its half or nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        vault = request.vault = Vault(request)  # type: ignore[attr-defined]  # see WithVault
        vault.come_in()
        response = get_response(request)
        vault.leave(response)
        return response

    return answer
