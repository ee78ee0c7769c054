"""Taking in files, refused: what is refused is kept in the journal at once."""

from django.urls import reverse


def test_who_does_not_work_with_recommendations_takes_in_nothing(at_desk, committed):
    assert at_desk("auditor").get(reverse("recommendations_import")).status_code == 403
