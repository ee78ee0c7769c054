"""A file that somebody of the desk looked at and has not loaded yet."""

from typing import ClassVar

from django.db import models

from rapporteur.kernel.ids import new_id


class ImportDraft(models.Model):
    """The file as it came, and what was said of its rows; gone after a day."""

    COUNTED: ClassVar = ("added", "rows", "joined", "changed", "unchanged", "refused", "doubtful")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.UUIDField()
    on = models.DateField()
    file = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    content = models.BinaryField()  # of public documents
    chosen = models.JSONField(default=dict, blank=True)  # of a document: paragraphs, body, State
    counts = models.JSONField()  # COUNTED
    findings = models.JSONField()  # line, column, reason, weight; the first ten thousand

    def __str__(self) -> str:
        return self.file

    @property
    def loads_something(self) -> bool:
        return bool(self.counts["rows"] or self.counts["changed"])

    @property
    def untold(self) -> int:
        """How many findings are counted and not kept."""
        return int(self.counts["refused"] + self.counts["doubtful"] - len(self.findings))
