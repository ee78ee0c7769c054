"""What this installation is: an exercise or the real thing, and how it went live."""

from django.db import models


class Instance(models.Model):
    """The one row that says what this database is for."""

    class Mode(models.TextChoices):
        EXERCISE = "exercise"
        REAL = "real"

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    mode = models.CharField(max_length=8, choices=Mode)
    created_on = models.DateField()
    key_fingerprint = models.CharField(max_length=64, blank=True)  # of the offline instance key

    class Meta:
        constraints = [
            models.CheckConstraint(name="instance_is_one", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="instance_mode_is_known",
                condition=models.Q(mode__in=["exercise", "real"]),
            ),
        ]

    def __str__(self) -> str:
        return self.mode


class GoLiveStep(models.Model):
    """One answer to what is asked before going live, a drill, or that the door opens or shuts.

    Rows are only added: the newest of an item holds. See `golive`.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.CharField(max_length=12)
    passed = models.BooleanField()  # False: withdrawn, or shut
    by = models.CharField(max_length=120)
    day = models.DateField()
    evidence = models.TextField()
    # Of a drill: the recovery key whose shares were typed, their numbers, and where.
    key = models.UUIDField(null=True, blank=True)
    shares = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="golive_says_by_whom_and_why",
                condition=~models.Q(by="") & ~models.Q(evidence=""),
            ),
            models.CheckConstraint(
                name="golive_drill_is_whole",
                condition=models.Q(item="drill", key__isnull=False, shares__in=["12", "13", "23"])
                & ~models.Q(place="")
                | ~models.Q(item="drill") & models.Q(key__isnull=True, shares="", place=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {'passed' if self.passed else 'not passed'}"
