"""Language and translation of a reply, as pages."""

import pytest
from django.urls import reverse

from rapporteur.communications.models import Reply, ReplyTranslation
from tests.doors.test_desk_letters import page, text
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

TEXT = "translation-canary: les autorités examinent l’affaire."


@pytest.fixture
def reply(committed, at_work, beside):
    at_work.reader, holder = beside("coordinator"), beside("mandate_holder")
    office = make_cases.office_of(at_work, at_work.reader.person, holder.person)
    at_work.office = office
    return make.make_reply(office)


def test_a_reply_is_said_to_be_in_a_language_and_translated_by_two(reply, at_work):
    address = page("translations", reply.pk)
    assert address in text(at_work.get(page("reply", reply.pk)))
    assert "not on record" in text(at_work.get(address))
    assert at_work.post(address, {"language": "en"}).status_code == 302
    assert Reply.objects.get().language == "en"
    refused = at_work.post(address, {"into": "en", "state": "needed"})
    assert "is in this language" in text(refused)
    at_work.post(address, {"into": "fr", "state": "needed"})
    one = page("translation", reply.pk, ReplyTranslation.objects.get().pk)
    assert one in text(at_work.get(address))
    at_work.post(one, {"text": TEXT})
    assert TEXT in text(at_work.reader.get(one))
    assert "other than whoever made it" in text(at_work.post(one, {"do": "confirm"}))
    assert at_work.reader.post(one, {"do": "confirm"}).status_code == 302
    assert ReplyTranslation.objects.get().state == "read"
    assert "read by another" in text(at_work.get(address))


def test_who_may_not_see_the_reply_sees_no_translation(reply, at_work, with_vault):
    at_work.post(page("translations", reply.pk), {"into": "fr", "state": "needed"})
    found = ReplyTranslation.objects.get()
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page("translations", reply.pk)).status_code == 404
    assert stranger.get(page("translation", reply.pk, found.pk)).status_code == 404
    other = make.make_reply(at_work.office)
    assert at_work.get(page("translation", other.pk, found.pk)).status_code == 404


def test_a_vault_that_locked_keeps_what_was_typed(reply, at_work):
    at_work.post(page("translations", reply.pk), {"into": "fr", "state": "needed"})
    at_work.post(reverse("vault_lock"))
    one = page("translation", reply.pk, ReplyTranslation.objects.get().pk)
    answer = at_work.post(one, {"text": TEXT})
    assert "locked meanwhile" in text(answer)
    assert TEXT in text(answer)
