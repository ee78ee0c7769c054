"""Which months a report of communications covers, from a session on."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.reporting.windows import PLACE, Rule
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.reference.models import Weighed

PLACED = RegexValidator(PLACE, _("A month looks like previous-06 or same-01."))


class ReportWindow(Weighed):
    """The months of letters and of replies of the report to one of the three sessions a year.

    `previous-06` is June of the year before the session, `same-01` January of its own.
    """

    class Month(models.IntegerChoices):
        MARCH = 3, _("March session")
        JUNE = 6, _("June session")
        SEPTEMBER = 9, _("September session")

    month = models.PositiveSmallIntegerField(choices=Month)
    valid_from = PartialDateField()  # the first session for which it holds
    valid_to = PartialDateField()  # the first for which it no longer does
    letters_from = models.CharField(max_length=11, validators=[PLACED])
    letters_until = models.CharField(max_length=11, validators=[PLACED])
    replies_from = models.CharField(max_length=11, validators=[PLACED])
    replies_until = models.CharField(max_length=11, validators=[PLACED])

    class Meta:
        ordering = ["month", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["month", "valid_from"], name="one_window_a_session"),
            models.CheckConstraint(name="window_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="window_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(  # “previous” stands before “same” in the alphabet, too
                name="window_months_in_order",
                condition=Q(letters_until__gte=models.F("letters_from"))
                & Q(replies_until__gte=models.F("replies_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_month_display()}, {self.valid_from}"

    @property
    def rule(self) -> Rule:
        return Rule(
            month=self.month,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            letters=(self.letters_from, self.letters_until),
            replies=(self.replies_from, self.replies_until),
            source=self.source,
            as_of=self.as_of,
            note=self.note,
        )
