"""The command `rapporteur recommendations links`: whether released links still lead anywhere."""

from rapporteur.follow_up.links.actions import look_all_up
from rapporteur.follow_up.links.models import Answer

BY = "command:recommendations"


def command() -> int:
    """Look all of them up and say how many answered how; return the exit code."""
    counts = look_all_up(by=BY)
    for answer in Answer:
        print(f"{answer.value}: {counts[answer.value]}")
    return 0
