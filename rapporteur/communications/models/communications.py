"""A letter: to whom, in which state, under which dates. What it says lies in the vault.

In the clear lie ids, codes, days and States. The name of an addressee that is no State, every
sentence of the letter and every reason that someone typed are sealed.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from rapporteur.cases.models import Case
from rapporteur.cases.models.cases import denied_to, denied_to_anyone
from rapporteur.cases.rules import desks_read
from rapporteur.communications.models.groups import CommunicationGroup, Role, fits
from rapporteur.communications.models.kinds import Addressee, Kind, Language
from rapporteur.communications.workflow import OUT, State
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country

# What whoever a letter is addressed to may know of it besides the sealed rendition. The missions
# door has rights on these columns alone.
TOLD = (
    *("id", "desk", "code", "kind", "state", "addressee_kind", "addressee_state", "language"),
    *("reference_addressee", "reference_number", "reference_year", "mandates"),
    *("sent_at", "reply_due", "public_from", "reply_policy", "publication_policy"),
    *("authenticity", "rendition"),
)

WAITING = (State.SENT, State.PARTLY, State.REPLIED)  # out, and not public
REMINDED_BEFORE = timedelta(days=10)  # a Mission, of a day of publication: ADR 0165


class CommunicationQuerySet(models.QuerySet["Communication"]):
    def visible_to(self, person: Account) -> Self:
        """Keep the letters of the desks whose sealed things this person reads: RX.1."""
        return self.filter(desk__in=desks_read(person)).exclude(case__in=denied_to(person))

    def seen_by_all_of(self, desk: Desk) -> Self:
        """Keep the letters of a desk that are kept from none of its members."""
        return self.filter(desk=desk).exclude(case__in=denied_to_anyone())

    def told_to(self, iso3: str) -> Self:
        """Keep what was sent to a State, with no more than it may know."""
        return self.filter(state__in=OUT, addressee_state=iso3).only(*TOLD)

    def newest_first(self) -> Self:
        return self.order_by("-begun_on", "code")

    def sisters_of(self, letter: "Communication") -> Self:
        """Keep the other letters of the same event, in the order in which they joined it."""
        if letter.group_id is None:
            return self.none()
        return self.filter(group=letter.group_id).exclude(pk=letter.pk).order_by("place")

    def by_codes(self, codes: Iterable[str]) -> Self:
        return self.filter(code__in=list(codes))

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def unanswered(self) -> Self:
        """Keep what was sent and to which no reply is on record, read or not.

        Asked as NOT EXISTS: of a join without partner PostgreSQL expects one row, and then reads
        the table of States once for each of many thousand letters.
        """
        replies = apps.get_model("communications", "Reply")._default_manager
        answered = Exists(replies.filter(communication=OuterRef("pk")))
        return self.filter(~answered, state__in=(State.SENT, State.PUBLISHED))

    def due_by(self, day: date) -> Self:
        """Keep those whose clock runs and comes to its day by `day`."""
        pauses = apps.get_model("communications", "LetterPause")._default_manager
        still = Exists(pauses.filter(communication=OuterRef("pk"), resumed_on=None))
        return self.filter(~still, reply_due__lte=day)

    def public_by(self, day: date) -> Self:
        """Keep what may be made public by `day` and is not yet."""
        return self.filter(state__in=WAITING, public_from__lte=day)


class Communication(models.Model):
    """One letter to one addressee. Whether it is joint follows from who signs.

    `record` holds what it says, `annex` what was found about its law, `rendition` what the
    addressee reads. `writers` are the accounts that wrote any of it: none of them is its second
    reader. Dates and policies are those of the day it was sent and are not changed by later ones.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=11, unique=True)  # ours: random, tells no order
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="communications")
    follows_up = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    # what ties it to the other letters of its event
    group = models.ForeignKey(
        CommunicationGroup, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    place = models.PositiveSmallIntegerField(null=True, blank=True)  # in the group, from 1
    role = models.CharField(max_length=12, choices=Role, blank=True)
    facts_edition = models.PositiveIntegerField(default=1)  # the same number: the same facts
    to_translate = models.BooleanField(default=False)  # its facts stand in another language
    named_to_sisters = models.BooleanField(default=False)  # the others may say that it was sent
    copy_of = models.ForeignKey(  # the same letter to another State
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    copied_version = models.PositiveIntegerField(null=True, blank=True)  # of the words it has
    kind = models.CharField(max_length=2, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    addressee_kind = models.CharField(max_length=12, choices=Addressee)
    addressee_state = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=2, choices=Language)
    names_child = models.BooleanField(default=False)  # else initials and age
    facts_on = PartialDateField()  # the month or year of the facts
    continuing = models.BooleanField(default=False)  # what is reported goes on today
    scope_codes = models.JSONField(default=list, blank=True)
    mandates = models.JSONField(default=list)  # codes of those who sign, in order
    # what lies in the vault
    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    annex = models.OneToOneField(
        SealedRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    annex_version = models.PositiveIntegerField(default=0)
    rendition = models.OneToOneField(
        SealedRecord, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # who did what
    writers = models.JSONField(default=list)
    drafter = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    second_reader = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)  # UTC
    reply_due = models.DateField(null=True, blank=True)
    public_from = models.DateField(null=True, blank=True)
    reply_policy = models.JSONField(null=True, blank=True)  # as it stood that day: R15.2
    publication_policy = models.JSONField(null=True, blank=True)
    authenticity = models.CharField(max_length=24, null=True, blank=True, unique=True)
    # by which the worker knows the code in a mail that came in, and cannot give one out
    check_digest = models.GeneratedField(
        expression=models.Func(
            models.F("authenticity"),
            template="encode(sha256((%(expressions)s)::bytea), 'hex')",
        ),
        output_field=models.CharField(max_length=64),
        db_persist=True,
    )
    # as the Office of the High Commissioner gave it; never made here
    reference_addressee = models.CharField(max_length=3, blank=True)
    reference_number = models.PositiveSmallIntegerField(null=True, blank=True)
    reference_year = models.PositiveSmallIntegerField(null=True, blank=True)
    reference_symbols = models.JSONField(default=list, blank=True)  # of older letters

    objects = CommunicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(  # with the key, so that any page is found in the index alone
                fields=["desk", "-begun_on", "code"], include=["id"], name="communication_list"
            ),
            models.Index(fields=["desk", "state"], name="communication_state"),
            models.Index(fields=["reply_due"], name="communication_due"),
            models.Index(fields=["public_from"], name="communication_public"),
            models.Index(fields=["sent_at"], name="communication_sent"),  # of a year, of a report
        ]
        constraints = [
            models.CheckConstraint(name="communication_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="communication_state_if_state",
                condition=Q(addressee_kind="state", addressee_state__isnull=False)
                | (~Q(addressee_kind="state") & Q(addressee_state__isnull=True)),
            ),
            models.CheckConstraint(
                name="communication_group_has_place_and_role",
                condition=Q(group__isnull=True, place__isnull=True, role="")
                | (Q(group__isnull=False, place__isnull=False) & ~Q(role="")),
            ),
            models.CheckConstraint(name="communication_role_fits_addressee", condition=fits()),
            models.CheckConstraint(
                name="communication_copy_has_version",
                condition=Q(copy_of__isnull=True, copied_version__isnull=True)
                | Q(copy_of__isnull=False, copied_version__isnull=False, group__isnull=False),
            ),
            models.UniqueConstraint(fields=["group", "place"], name="letter_place_once"),
            models.CheckConstraint(
                name="communication_approved_by_another",
                condition=Q(second_reader__isnull=True) | ~Q(second_reader=models.F("drafter")),
            ),
            models.CheckConstraint(
                name="communication_sent_has_dates",
                condition=~Q(state__in=OUT)
                | Q(
                    sent_at__isnull=False,
                    signed_by__isnull=False,
                    second_reader__isnull=False,
                    reply_policy__isnull=False,
                    publication_policy__isnull=False,
                    rendition__isnull=False,
                    authenticity__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="communication_reference_whole",
                condition=Q(
                    reference_addressee="",
                    reference_number__isnull=True,
                    reference_year__isnull=True,
                )
                | (
                    ~Q(reference_addressee="")
                    & Q(reference_number__gt=0, reference_year__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                fields=["reference_addressee", "reference_number", "reference_year"],
                condition=~Q(reference_addressee=""),
                name="reference_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.code

    def get_absolute_url(self) -> str:
        return reverse("communications_letter", args=[self.pk])

    @property
    def reference(self) -> str:
        """Return the official reference as letters print it, empty while there is none."""
        if not self.reference_addressee:
            return ""
        key = f"{self.reference_addressee} {self.reference_number}/{self.reference_year}"
        return f"{self.kind} {key}"

    @property
    def tells_the_event(self) -> bool:
        """Say whether its facts are those of its group; a follow-up goes on with its own."""
        return self.group_id is not None and self.follows_up_id is None

    @property
    def is_joint(self) -> bool:
        return len(self.mandates) > 1

    @property
    def release_is_near(self) -> bool:
        """Say whether it is not public yet, and may be in ten days."""
        if self.public_from is None or self.state not in WAITING:
            return False
        return self.public_from <= today() + REMINDED_BEFORE

    @property
    def is_out(self) -> bool:
        return self.state in OUT

    @property
    def addressed_to(self) -> str:
        """Return the State's name, else what kind of addressee it is; a name would be sealed."""
        if self.addressee_state:
            return str(self.addressee_state)
        return str(self.get_addressee_kind_display())

    @property
    def addressed_as(self) -> str:
        """Return as what it is addressed to whom; the kind of an addressee goes without saying."""
        if not self.role:
            return self.addressed_to
        role = str(self.get_role_display())
        return f"{role}, {self.addressed_to}" if self.addressee_state else role


def recipient_of(communication: Communication) -> UUID:
    """Return the group that the words of a letter are sealed to. Raises ValueError without a key."""
    recipient: UUID | None = communication.desk.recipient
    if recipient is None:
        raise ValueError("This desk has no key: nothing can be sealed to it.")
    return recipient
