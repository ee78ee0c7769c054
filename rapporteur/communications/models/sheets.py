"""What is kept of a file of lines that somebody of a desk looked at, until it is loaded."""

from typing import Any

from django.db import models

from rapporteur.kernel.ids import new_id


class SheetDraft(models.Model):
    """The good lines of a file that was looked at and is not loaded yet; gone after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.UUIDField()
    on = models.DateField()
    file = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    refused = models.PositiveIntegerField()  # lines that stayed out
    rows = models.JSONField()  # the number of a line, and its cells by heading

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file

    @property
    def lines(self) -> list[tuple[int, dict[str, Any]]]:
        return [(int(number), cells) for number, cells in self.rows]
