"""What must hold before people part or join. Each answers None (yes) or the reason."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason

if TYPE_CHECKING:
    from rapporteur.recommendations.models import Recommendation


def can_be_ruled(one: "Recommendation", other: "Recommendation") -> Reason | None:
    if one.pk == other.pk:
        return _("This is the same recommendation.")
    if one.country_id is None or one.country_id != other.country_id:
        return _("Only recommendations to the same State are compared.")
    return None
