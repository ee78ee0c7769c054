"""What a person's passphrase must be. Answers None, or the reason why not."""

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.vault.phrases import one_form
from rapporteur.kernel.vault.rules import is_strong
from rapporteur.people.accounts.models import Account


def is_not_the_password(person: Account, passphrase: str) -> Reason | None:
    """Refuse the password of signing in: whoever takes the one must not have the other."""
    if any(person.check_password(words) for words in {passphrase, one_form(passphrase)}):
        return _(
            "This is also your password for signing in. Take two different ones:"
            " change your password, then come back."
        )
    return None


def is_fit(person: Account, passphrase: str) -> Reason | None:
    """Refuse what is weak, what names the person, and the password."""
    known = (person.email, person.name)
    return is_strong(passphrase, known=known) or is_not_the_password(person, passphrase)
