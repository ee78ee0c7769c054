"""What sources say to a reply, as a page: refused with the reason, asked, shown beside the reply."""

from datetime import timedelta

import pytest

from rapporteur.cases.plans import actions as plans
from rapporteur.communications.models import SourceComment
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import today
from tests.cases.test_enquiries import answer
from tests.communications.test_commenting import PLAN
from tests.doors.test_desk_letters import page, text
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

CANARY = "zyxcomment-of-a-source"
QUESTION = "Is there anything that you would like us to know?"


@pytest.fixture
def reply(committed, at_work, beside):
    at_work.reader, holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, holder.person)
    return make.make_reply(at_work.office)


def ask(client, reply):
    submission = Submission.objects.get(joined__case=reply.communication.case_id)
    until = (today() + timedelta(days=30)).isoformat()
    given = {"submission": submission.pk, "question": QUESTION, "text": "", "until": until}
    return client.post(page("comments", reply.pk), given)


def test_a_source_is_asked_once_it_is_safe_and_what_it_says_is_shown(reply, at_work):
    address = page("comments", reply.pk)
    assert address in text(at_work.get(page("reply", reply.pk)))
    shown = text(at_work.get(address))
    assert "there is no safety plan yet" in shown
    assert "Ask a source" not in shown
    assert ask(at_work, reply).status_code == 200
    assert not SourceComment.objects.exists()

    office, case = at_work.office, reply.communication.case
    plans.save(case, PLAN, version=0, by=office.officer)
    assert "They could be visited." in text(at_work.get(address))
    assert ask(at_work, reply).status_code == 302
    shown = text(at_work.get(address))
    assert QUESTION in shown
    assert "not answered yet" in shown
    assert "asked about this reply already" in shown

    submission = Submission.objects.get(joined__case=case)
    answer(office, submission, 1, CANARY)
    assert CANARY in text(at_work.reader.get(address))
    assert CANARY not in text(at_work.get(page("letter", reply.communication_id)))


def test_another_desk_asks_nobody(reply, with_vault):
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page("comments", reply.pk)).status_code == 404
    assert ask(stranger, reply).status_code == 404
