from datetime import date

import pytest

from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.rules import may_cosign

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "day", "reason"),
    [
        ("EDUCATION", date(2008, 7, 16), None),
        ("MMR", date(2008, 7, 16), None),
        ("CMW", date(2008, 7, 16), "CMW does not sign letters with special procedures"),
        ("SRSG-VAC", date(2010, 1, 1), "SRSG-VAC does not sign letters with special procedures"),
        ("PRIVACY", date(2008, 7, 16), "PRIVACY was not a mandate on that day."),
        ("HTI", date(2018, 1, 1), "HTI was not a mandate on that day."),
    ],
)
def test_who_may_sign_with_others(code, day, reason):
    answer = may_cosign(Mandate.objects.get(code=code), on=day)
    assert (answer or "").startswith(reason or "")
    assert bool(answer) == bool(reason)
