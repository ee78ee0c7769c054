"""The terms of reference of country visits, item by item (FIELD §2.3; 1998, revised in 2016)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SOURCE = "E/CN.4/1998/45, appendix V; revised 2016"


class Guarantee(TextChoices):
    MOVEMENT = "movement", _("Freedom of movement in the whole country, restricted areas included.")
    INQUIRY = "inquiry", _("Freedom of inquiry, with all branches and levels of government.")
    CONTACT = (
        "contact",
        _(
            "Confidential and unsupervised contact with civil society, the media, witnesses and other"
            " private persons, persons deprived of their liberty included."
        ),
    )
    PLACES = (
        "places",
        _(
            "Access to all places of detention or interrogation, closed shelters and institutions for children."
        ),
    )
    DOCUMENTS = "documents", _("Access to all documents that matter to the mandate.")
    NO_REPRISALS = (
        "no_reprisals",
        _(
            "Nobody is threatened, harassed or punished for contact with the mandate, and the"
            " Government reports on what it did to prevent it."
        ),
    )
    SECURITY = "security", _("Security that limits neither movement nor inquiry.")
    STAFF = "staff", _("The same for those who accompany the mandate, interpreters included.")


class Answer(TextChoices):
    YES = "yes", _("accepted")
    RESERVED = "reserved", _("accepted with a reservation")
    NO = "no", _("not accepted")
