"""What can be noticed, in words for the person and for the desk."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What was noticed. Only this word goes to the desk, never what it stood for."""

    WEB = "web", _("a web address")
    ONION = "onion", _("the name of a hidden site")
    MAGNET = "magnet", _("a link for sharing files")
    DATA = "data", _("a file written as an address")
    HASH = "hash", _("the fingerprint of a file")
    BLOB = "blob", _("encoded text or an encoded file")
    NETWORK = "network", _("the address of a computer")
    SHARE = "share", _("a code for shared files")


@dataclass(frozen=True, order=True)
class Noticed:
    """One thing that was noticed, from `start` to before `end` in the text as it was typed."""

    start: int
    end: int
    kind: Kind
