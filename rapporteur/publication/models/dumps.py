"""Whole tables as packed files: made by the worker, read by anyone, in pieces of a row each."""

from django.db import models

from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id


class PublishedDump(models.Model):
    """One table in one form, as of a day. The next one takes its place; rows are never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.CharField(max_length=40)
    form = models.CharField(max_length=4)  # csv or json
    as_of = models.DateField()
    made_at = models.DateTimeField()  # UTC
    rows = models.PositiveIntegerField()
    earliest = PartialDateField()  # as_of of its rows
    latest = PartialDateField()
    size = models.PositiveBigIntegerField()  # bytes, packed
    digest = models.CharField(max_length=64)  # SHA-256 of the packed file
    exercise = models.BooleanField()

    class Meta:
        db_table = "published_dump"
        ordering = ["table", "form"]
        constraints = [
            models.UniqueConstraint(fields=["table", "form"], name="one_dump_of_a_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table}.{self.form}.gz {self.as_of}"


class DumpPart(models.Model):
    """One piece of a packed file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dump = models.ForeignKey(PublishedDump, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        db_table = "published_dump_part"
        ordering = ["dump", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dump", "number"], name="one_part_of_a_dump"),
        ]

    def __str__(self) -> str:
        return f"{self.dump_id} {self.number}"
