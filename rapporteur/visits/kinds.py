"""What happens between a mandate and a State over a visit: OHCHR's vocabulary (FIELD §2.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What happened. Who did it follows from most of these; `Side` says it of the rest."""

    REQUESTED = "requested", _("visit requested")
    REMINDER = "reminder", _("request renewed")
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted in principle")
    TAKEN_UP = "taken_up", _("invitation accepted")
    DECLINED = "declined", _("declined")
    TURNED_DOWN = "turned_down", _("invitation declined")
    ACKNOWLEDGED = "acknowledged", _("receipt acknowledged")
    PROPOSED = "proposed", _("dates proposed")
    DATES_AGREED = "dates_agreed", _("dates agreed")
    ANNOUNCED = "announced", _("visit announced")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    SUSPENDED = "suspended", _("suspended")
    UNDERWAY = "underway", _("visit under way")
    COMPLETED = "completed", _("visit carried out")
    REPORT_PUBLISHED = "report", _("report published")
    STANDING = "standing", _("standing invitation")


class Side(TextChoices):
    """Who postponed, cancelled or proposed, where the kind does not say it."""

    STATE = "state", _("the State")
    MANDATE = "mandate", _("the mandate")


# Told with the days of the visit itself.
WITH_DAYS = frozenset(
    {
        *(Kind.PROPOSED, Kind.DATES_AGREED, Kind.ANNOUNCED),
        *(Kind.POSTPONED, Kind.UNDERWAY, Kind.COMPLETED),
    }
)
