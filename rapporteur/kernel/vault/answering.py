"""What the vault cannot do, turned into a refusal for a person: once, for every room."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.faults import CannotOpen, Erased, Untrusted


@contextmanager
def answering() -> Iterator[None]:
    """Turn what the vault cannot do into a refusal for a person."""
    try:
        yield
    except Untrusted:
        raise Refused(_("The key of this desk cannot be trusted now: ask the operator.")) from None
    except Erased:
        raise Refused(_("This was erased by two people when its time was over.")) from None
    except CannotOpen:
        raise Refused(_("Your vault does not open this: a colleague hands you the key.")) from None
