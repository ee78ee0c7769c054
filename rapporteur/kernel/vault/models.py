"""What the vault keeps: recipients with their keys by epoch, members' keys, sealed records.

Keys are made in Python and nothing carries a time or a number of arrival: a door that may only
INSERT adds records. Private halves lie here sealed only. Owners and subjects are ids and codes
of other rooms, without foreign keys: the vault knows no accounts and no desks.
"""

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.phrases import Cost, SealedHalf
from rapporteur.kernel.vault.suites import PublicHalf
from rapporteur.kernel.vault.wraps import Reader


class Kind(models.TextChoices):
    """What kind of reader a recipient is."""

    DESK = "desk", _("desk")
    MISSION = "mission", _("Permanent Mission")
    PARTNER = "partner", _("partner")
    MANDATE = "mandate", _("desk of another mandate")
    SOURCE = "source", _("source")
    IDENTITY = "identity", _("half of the key to who sources are")
    CASE = "case", _("circle of one case")


class Recipient(models.Model):
    """A group that things are sealed to. It has one key pair in each epoch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.CharField(
        max_length=80
    )  # whom it stands for: `desk/<id>`, `mission/<ISO 3166>`
    name = models.CharField(max_length=200)  # as whoever signs reads it
    closed_on = models.DateField(null=True, blank=True)  # its key is lost: another takes its place

    class Meta:
        constraints = [
            models.CheckConstraint(name="recipient_kind", condition=models.Q(kind__in=Kind.values)),
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(closed_on__isnull=True) & ~models.Q(kind=Kind.SOURCE),
                name="recipient_of_a_subject_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EpochQuerySet(models.QuerySet["Epoch"]):
    def of(self, recipient: UUID) -> Self:
        return self.filter(recipient_id=recipient)

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def unsigned(self) -> Self:
        return self.filter(signature=b"", revoked_on__isnull=True)


class Epoch(models.Model):
    """The key pair of a recipient from one removal of a member to the next.

    `signature` is the instance's offline key (32 bytes) and its signature (64), empty until
    signed. `older` is the private half of the epoch before, sealed to this one: whoever holds
    the newest half walks back to all.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="epochs")
    number = models.PositiveSmallIntegerField()  # from 1, without gaps
    public_half = models.BinaryField(max_length=2000)
    older = models.BinaryField(max_length=2000, blank=True)
    signature = models.BinaryField(max_length=96, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    objects = EpochQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "number"], name="epoch_once"),
            models.CheckConstraint(
                name="epoch_knows_the_one_before",
                condition=models.Q(number=1, older=b"")
                | (models.Q(number__gt=1) & ~models.Q(older=b"")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} epoch {self.number}"

    @property
    def public(self) -> PublicHalf:
        return PublicHalf(bytes(self.public_half))

    @property
    def reader(self) -> Reader:
        return Reader(self.recipient_id, self.number, self.public)


class RenewalDue(models.Model):
    """A key that was given up held this epoch: an older copy still opens it, so a new one is due.

    The next epoch clears it by being the next. Rows are only added.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="due")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.epoch_id} since {self.day}"


class MemberKeyQuerySet(models.QuerySet["MemberKey"]):
    def of(self, owner: UUID) -> Self:
        return self.filter(owner=owner)

    def in_use(self) -> Self:
        return self.filter(retired_on__isnull=True)


class MemberKey(models.Model):
    """A person's own key pair; the private half lies under their vault passphrase."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.UUIDField()  # an account
    public_half = models.BinaryField(max_length=2000)
    sealed_half = models.BinaryField(max_length=2000)
    salt = models.BinaryField(max_length=16)
    memory = models.PositiveIntegerField()  # KiB of one derivation
    passes = models.PositiveSmallIntegerField()
    lanes = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    objects = MemberKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(retired_on__isnull=True),
                name="member_key_once_in_use",
            ),
            models.CheckConstraint(  # so that no row can ask for more than a door has
                name="member_key_cost",
                condition=models.Q(
                    memory__range=(8, 1_048_576), passes__range=(1, 20), lanes__range=(1, 8)
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def public(self) -> PublicHalf:
        return PublicHalf(bytes(self.public_half))

    @property
    def kept(self) -> SealedHalf:
        cost = Cost(self.memory, self.passes, self.lanes)
        return SealedHalf(bytes(self.salt), cost, bytes(self.sealed_half))


class MemberWrap(models.Model):
    """The private half of a group in one epoch, sealed to one member's key.

    `voucher` can be made and checked by holders of the group's half only. Without a right one a
    member is not carried into the next epoch, so nobody adds a reader by writing a row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="wraps")
    member_key = models.ForeignKey(MemberKey, models.PROTECT, related_name="wraps")
    wrapped = models.BinaryField(max_length=4000)
    voucher = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["epoch", "member_key"], name="member_wrap_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_key_id} in {self.epoch_id}"


class BarredQuerySet(models.QuerySet["Barred"]):
    def standing(self) -> Self:
        return self.filter(lifted_on__isnull=True)

    def of(self, owner: UUID) -> Self:
        return self.filter(owner=owner)


class Barred(models.Model):
    """The owner of a key from whom a circle is kept: nobody hands it to them. ADR 0111."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="barred")
    owner = models.UUIDField()  # an account
    by = models.UUIDField()
    on = models.DateField()
    lifted_by = models.UUIDField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)

    objects = BarredQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "owner"],
                condition=models.Q(lifted_on__isnull=True),
                name="barred_once",
            ),
            models.CheckConstraint(
                name="barred_lifted_by_someone",
                condition=models.Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_on__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} from {self.recipient_id}"


class SealedRecord(models.Model):
    """Something sealed. Its kind says what it is; the rest is in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Version(models.Model):
    """One version of a sealed record: an envelope that is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(SealedRecord, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # from 1
    envelope = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.record_id} version {self.number}"

    @property
    def place(self) -> Place:
        return Place(self.record.kind, self.record_id, self.number)


class Part(models.Model):
    """One part of something too large for one envelope: `parts`. Erasing deletes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()  # from 1; 0 is the manifest
    envelope = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.version_id} part {self.number}"


class Wrap(models.Model):
    """The key of one version, sealed to one epoch of one recipient. Erasing deletes it.

    `part` is 0 for a whole key, 1 or 2 for a half of one: `apart`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="wraps")
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="+")
    wrapped = models.BinaryField(max_length=4000)
    part = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "epoch"], name="wrap_once"),
            models.CheckConstraint(name="wrap_part", condition=models.Q(part__lte=2)),
            models.UniqueConstraint(
                fields=["version", "part"],
                condition=models.Q(part__gt=0),
                name="wrap_half_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} to {self.epoch_id}"
