"""What a reply answers: each question of a letter, the passages for it, the grades of two people.

Codes, days and numbers lie in the clear; a passage and every reason are sealed to the desk. No
row of this is public.
"""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.grading.workflow import GradingState
from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.replies import Reply
from rapporteur.kernel.dates import PartialDateField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.reference.models import Weighed
from rapporteur.kernel.texts import in_language, validate_texts
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account


class GradeCode(models.TextChoices):
    """Whether a reply deals with a question; never whether what it says is true."""

    ANSWERED = "ANSWERED", _("answered")
    PARTLY = "PARTLY", _("answered in part")
    NOT_ADDRESSED = "NOT_ADDRESSED", _("not addressed")
    ELSEWHERE = "ELSEWHERE", _("refers elsewhere")
    CANNOT_TELL = "CANNOT_TELL", _("cannot be told")


class GradeRuleQuerySet(models.QuerySet["GradeRule"]):
    def on(self, day: date) -> "list[GradeRule]":
        """Return the rubric that holds on `day`, in its order; empty where none does."""
        text = day.isoformat()
        held = self.filter(Q(valid_to="") | Q(valid_to__gt=text), valid_from__lte=text)
        return list(held.order_by("number"))

    def edition(self, name: str) -> "list[GradeRule]":
        return list(self.filter(valid_from=name).order_by("number"))


class GradeRule(Weighed):
    """One grade of the rubric, with the rule that says when it is given, from a day on.

    The first day names the edition: all rows of one rubric begin on the same day. A question that
    was graded keeps the edition of its day.
    """

    code = models.CharField(max_length=13, choices=GradeCode)
    number = models.PositiveSmallIntegerField()
    valid_from = PartialDateField()
    valid_to = PartialDateField()
    needs_passage = models.BooleanField()  # it can be given only for a passage that shows it
    labels = models.JSONField(validators=[validate_texts])
    rules = models.JSONField(validators=[validate_texts])

    objects = GradeRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_grade_a_day"),
            models.UniqueConstraint(fields=["number", "valid_from"], name="one_place_a_day"),
            models.CheckConstraint(name="grade_rule_has_start", condition=~Q(valid_from="")),
            models.CheckConstraint(
                name="grade_rule_ends_after_start",
                condition=Q(valid_to="") | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.valid_from}"

    @property
    def label(self) -> str:
        return in_language(self.labels)

    @property
    def rule(self) -> str:
        return in_language(self.rules)


class GradingQuerySet(models.QuerySet["Grading"]):
    def of(self, letter: Communication) -> "list[Grading]":
        """Return the newest round of each question of a letter; three queries."""
        found = self.filter(communication=letter).prefetch_related("passages", "grades__grader")
        return list({one.question: one for one in found.order_by("round")}.values())


class Grading(models.Model):
    """One question of one letter, graded by two people by one edition of the rubric.

    A later reply opens another round; what was found in an earlier one stays. `replies` is how
    many there were when the round began.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="gradings")
    question = models.PositiveSmallIntegerField()  # as the letter numbers it, from 1
    round = models.PositiveSmallIntegerField(default=1)
    replies = models.PositiveSmallIntegerField()
    edition = PartialDateField()  # first day of the rubric
    state = models.CharField(max_length=8, choices=GradingState, default=GradingState.OPEN)
    # where two graded differently
    proposed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_code = models.CharField(max_length=13, choices=GradeCode, blank=True)
    reason = models.OneToOneField(Version, models.PROTECT, null=True, blank=True, related_name="+")
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    objects = GradingQuerySet.as_manager()

    class Meta:
        ordering = ["communication", "question", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["communication", "question", "round"], name="question_graded_once_a_round"
            ),
            models.CheckConstraint(
                name="grading_places", condition=Q(question__gte=1, round__gte=1, replies__gte=1)
            ),
            models.CheckConstraint(
                name="grading_settled_is_whole",
                condition=Q(
                    ~Q(settled_code=""),
                    state="settled",
                    reason__isnull=False,
                    settled_by__isnull=False,
                    settled_on__isnull=False,
                )
                | Q(
                    ~Q(settled_code=""),
                    state="proposed",
                    reason__isnull=False,
                    proposed_by__isnull=False,
                    settled_by__isnull=True,
                    settled_on__isnull=True,
                )
                | Q(
                    state__in=["open", "once", "alike", "differ"],
                    settled_code="",
                    reason__isnull=True,
                    proposed_by__isnull=True,
                    settled_by__isnull=True,
                    settled_on__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.state}"

    @property
    def given(self) -> "Sequence[Grade]":
        """Return the grades in the order in which they were given, from what is loaded."""
        return sorted(self.grades.all(), key=lambda one: one.place)

    @property
    def chosen(self) -> "list[Passage]":
        """Return the passages that were not taken back, from what is loaded."""
        return [one for one in self.passages.all() if not one.dropped]

    @property
    def result(self) -> str:
        """Return what holds: what both gave, or what was settled. Empty while neither is so."""
        if self.state == GradingState.SETTLED:
            return self.settled_code
        return self.given[0].code if self.state == GradingState.ALIKE else ""

    @property
    def result_label(self) -> str:
        return str(GradeCode(self.result).label) if self.result else ""


class Passage(models.Model):
    """The part of a reply that answers a question, as an officer chose it; its words are sealed.

    `copied` says that it was typed from a file, so that nothing checked it against the text.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grading = models.ForeignKey(Grading, models.PROTECT, related_name="passages")
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="passages")
    paragraph = models.PositiveSmallIntegerField()  # of the reply, from 1; of a file the page
    copied = models.BooleanField()
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ["reply", "paragraph", "pk"]
        constraints = [
            models.CheckConstraint(name="passage_place", condition=Q(paragraph__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph}"


class Grade(models.Model):
    """What one person found of one question; written once, with a sealed reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grading = models.ForeignKey(Grading, models.PROTECT, related_name="grades")
    place = models.PositiveSmallIntegerField()  # 1 or 2
    grader = models.ForeignKey(Account, models.PROTECT, related_name="+")
    code = models.CharField(max_length=13, choices=GradeCode)
    sealed = models.OneToOneField(Version, models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        ordering = ["grading", "place"]
        constraints = [
            models.UniqueConstraint(fields=["grading", "place"], name="two_grades_a_round"),
            models.UniqueConstraint(fields=["grading", "grader"], name="two_people_grade"),
            models.CheckConstraint(name="grade_place", condition=Q(place__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
