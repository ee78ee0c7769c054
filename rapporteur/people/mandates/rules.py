"""What a mandate may do with others; each rule answers a reason, or None for yes."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from rapporteur.people.mandates.models import Mandate


def may_cosign(mandate: "Mandate", on: date) -> str | None:
    """Say why `mandate` may not sign a letter with others on that day, or None.

    Treaty bodies and Special Representatives of the Secretary-General do not sign communications
    of special procedures: they are informed (FIELD 5.1).
    """
    if not mandate.may_cosign:
        return _("%(code)s does not sign letters with special procedures: it can be informed.") % {
            "code": mandate.code
        }
    if not mandate.standing_on(on):
        return _("%(code)s was not a mandate on that day.") % {"code": mandate.code}
    return None
