"""What comes back to a letter: replies, and requests for more time.

A Mission adds rows and changes none. What it adds counts once the desk has read it. Accounts of
Missions are not visible to the desk, so whoever added a row stands here by id.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.deliveries import Channel
from rapporteur.communications.replies.workflow import ReplyState, TimeState
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account

# What a Mission reads back of its own; the missions door has rights on these columns alone.
TOLD_OF_REPLY = (
    *("id", "communication", "received_on", "channel", "by_mission"),
    *("logged_by", "language", "sealed"),
)
TOLD_OF_TIME = (
    *("id", "communication", "state", "asked_on", "until", "by_mission", "asked_by", "sealed"),
    *("granted_until", "granted_amount", "granted_unit"),
    *("moves_publication", "answer", "answered_on"),
)
SCALE = "2026-1"  # version of the scale of classes below


class ReplyClass(models.TextChoices):
    """What kind of answer it is, in our own words (FIELD 1.10). None at all is no class."""

    SUBSTANTIVE = "SUBSTANTIVE", _("answers the questions")
    PARTIAL = "PARTIAL", _("answers some of the questions")
    ACKNOWLEDGEMENT_ONLY = "ACKNOWLEDGEMENT_ONLY", _("confirms receipt only")
    REJECTS_ALLEGATION = "REJECTS_ALLEGATION", _("rejects the allegation")
    ASKS_TIME = "ASKS_TIME", _("asks for more time")
    REDIRECTS = "REDIRECTS", _("points to another authority")


class ReplyQuerySet(models.QuerySet["Reply"]):
    def to_classify(self) -> "ReplyQuerySet":
        return self.filter(state=ReplyState.LOGGED)

    def told(self) -> "ReplyQuerySet":
        """Bring no more than a Mission may know of its replies."""
        return self.only(*TOLD_OF_REPLY)


class TimeRequestQuerySet(models.QuerySet["TimeRequest"]):
    def open(self) -> "TimeRequestQuerySet":
        return self.filter(state=TimeState.ASKED)

    def told(self) -> "TimeRequestQuerySet":
        """Bring no more than a Mission may know of its requests."""
        return self.only(*TOLD_OF_TIME)


class Reply(models.Model):
    """One reply, by whatever channel. Its words are sealed to the desk, and to the Mission it is of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="replies")
    state = models.CharField(max_length=10, choices=ReplyState, default=ReplyState.LOGGED)
    received_on = models.DateField()
    channel = models.CharField(max_length=4, choices=Channel)
    by_mission = models.BooleanField()  # logged by the Mission itself, at its door
    logged_by = models.UUIDField()  # an account, of the desk or of the Mission
    language = models.CharField(max_length=7, blank=True)  # of the words; empty: another
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    reply_class = models.CharField(max_length=20, choices=ReplyClass, blank=True)
    scale = models.CharField(max_length=8, blank=True)
    reason = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    classified_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    classified_on = models.DateField(null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reply_of_mission_came_by_its_door",
                condition=Q(by_mission=True, channel="door")
                | (Q(by_mission=False) & ~Q(channel="door")),
            ),
            models.CheckConstraint(
                name="reply_classified_is_whole",
                condition=Q(
                    state="logged",
                    reply_class="",
                    scale="",
                    reason__isnull=True,
                    classified_by__isnull=True,
                    classified_on__isnull=True,
                )
                | (
                    ~Q(reply_class="")
                    & ~Q(scale="")
                    & Q(
                        state="classified",
                        reason__isnull=False,
                        classified_by__isnull=False,
                        classified_on__isnull=False,
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.state}"


class TimeRequest(models.Model):
    """The addressee asked for more time; it is no right. What was granted moves the date.

    `sealed` are the words of the request, `answer` those of the desk.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="time_requests")
    state = models.CharField(max_length=8, choices=TimeState, default=TimeState.ASKED)
    asked_on = models.DateField()
    until = models.DateField()  # as asked
    by_mission = models.BooleanField()
    asked_by = models.UUIDField()  # an account, of the desk or of the Mission
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    granted_until = models.DateField(null=True, blank=True)
    # where it was given by an amount; the day above is then where that led
    granted_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    granted_unit = models.CharField(max_length=6, blank=True)
    moves_publication = models.BooleanField(default=False)
    answer = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    objects = TimeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="time_request_answered_is_whole",
                condition=Q(
                    state="asked",
                    granted_until__isnull=True,
                    answer__isnull=True,
                    answered_by__isnull=True,
                    answered_on__isnull=True,
                )
                | (
                    ~Q(state="asked")
                    & Q(
                        answer__isnull=False,
                        answered_by__isnull=False,
                        answered_on__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="time_request_granted_has_day",
                condition=Q(state="granted", granted_until__isnull=False)
                | (~Q(state="granted") & Q(granted_until__isnull=True, moves_publication=False)),
            ),
            models.CheckConstraint(
                name="time_request_amount_has_unit",
                condition=Q(granted_amount__isnull=True, granted_unit="")
                | Q(granted_amount__gt=0, granted_unit__in=["days", "months"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.until} {self.state}"
