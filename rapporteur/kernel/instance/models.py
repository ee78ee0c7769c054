"""What this installation is: an exercise or the real thing, decided once and for ever."""

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
