"""Opening what came in, its stored copy, and its review."""

import pytest
from django.urls import reverse

from rapporteur.follow_up.models import Review
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.journal.models import Entry
from tests.factories.follow_up import make_evidence, make_following
from tests.factories.people import make_member
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.requirement("R35.4", "E6")
def test_one_item_is_opened_reviewed_and_its_copy_read(at_work):
    office = at_work.office
    one = make_following(office)
    brought = make_member(office.desk, "desk_officer").account
    file = Taken.of("law.pdf", PDF_TYPE, pdf("Article 1"))
    item = make_evidence(office, one, "Confidential words", by=brought, file=file)
    address = reverse("follow_up_evidence", args=[item.pk])
    shown = at_work.get(address).content.decode()
    for words in ("Confidential words", "Children First, Exerland", "SHA-256"):
        assert words in shown
    assert Entry.objects.filter(verb="read", by=str(at_work.person.pk)).exists()
    copy = at_work.get(reverse("follow_up_file", args=[item.pk])).content.decode()
    assert "Article 1" in copy
    given = {"counts": "yes", "strength": "LAW", "summary": "Article 1 bans it.", "reason": "read"}
    refused = at_work.post(address, {**given, "summary": ""}).content.decode()
    assert "what it shows" in refused
    assert at_work.post(address, given).status_code == 302
    assert Review.objects.get().strength_id == "LAW"
    assert "Article 1 bans it." in at_work.get(address).content.decode()
    bare = make_evidence(office, one, by=brought)
    assert at_work.get(reverse("follow_up_file", args=[bare.pk])).status_code == 404


def test_a_locked_vault_leads_to_unlock(at_work):
    item = make_evidence(at_work.office, make_following(at_work.office))
    at_work.post(reverse("vault_lock"))
    answer = at_work.get(reverse("follow_up_evidence", args=[item.pk]))
    assert answer.url.startswith(reverse("vault_unlock"))
