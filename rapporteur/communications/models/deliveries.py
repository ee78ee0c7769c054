"""How a letter reached its addressee: through the missions door, or by a recorded export."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.kernel.ids import new_id
from rapporteur.people.accounts.models import Account


class Channel(models.TextChoices):
    """The ways by which letters go and replies come."""

    DOOR = "door", _("missions door")
    POST = "post", _("post")
    NOTE_VERBALE = "note", _("note verbale")
    MAIL = "mail", _("the addressee's own mail")
    HAND = "hand", _("by hand")
    FAX = "fax", _("fax")
    BAG = "bag", _("diplomatic bag")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def to_notify(self) -> "DeliveryQuerySet":
        """Keep what lies in the missions door and of which no notice went out yet."""
        return self.filter(channel=Channel.DOOR, notified_on__isnull=True)


class Delivery(models.Model):
    """One delivery: which way, by whom, when, and for other ways than the door why."""

    class Why(models.TextChoices):
        DOOR = "door", _("it lies in the missions door")
        NO_GROUP = "no_group", _("the addressee has no key at the missions door")
        ASKED = "asked", _("the addressee asked for it this way")
        FORM = "form", _("diplomatic form asks for it")
        DOWN = "down", _("the missions door was out of use")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=4, choices=Channel)
    why = models.CharField(max_length=8, choices=Why)
    recipient = models.UUIDField(null=True, blank=True)  # the vault's group, of the door
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # UTC
    notified_on = models.DateField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="delivery_door_has_recipient",
                condition=models.Q(channel="door", why="door", recipient__isnull=False)
                | (
                    ~models.Q(channel="door")
                    & ~models.Q(why="door")
                    & models.Q(recipient__isnull=True, notified_on__isnull=True)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.communication_id}"
