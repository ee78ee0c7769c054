"""What must hold before children are met during a visit (FIELD §2.2, §10)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Safeguard(TextChoices):
    VETTED = "vetted", _("Everyone who meets children is vetted and briefed.")
    CONSENT = "consent", _("Children and guardians agreed, informed in their language.")
    ADULT = "adult", _("A safe adult whom the child knows is near.")
    PLACE = "place", _("The place is safe, private and known to no one who should not know.")
    STOP = "stop", _("Each child can stop at any time; nobody asks for details of abuse.")
    SUPPORT = "support", _("Support afterwards is arranged.")
    RECORDS = "records", _("No picture, recording or name is taken along.")
