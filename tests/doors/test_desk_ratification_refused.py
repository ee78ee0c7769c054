"""What is refused at the tracker of ratifications is said, and kept in the journal."""

from rapporteur.people.desks.models import Desk
from rapporteur.ratification.models import Contact
from tests.doors.test_desk_ratification import TYPED, at
from tests.factories.law import make_treaty


def test_what_is_refused_is_said_and_what_was_typed_is_kept(committed, at_desk):
    treaty = make_treaty("QQR")
    page = at_desk("desk_officer").post(
        at("_state", treaty.pk, "XEX"), {**TYPED, "next_on": "2027-01-01"}
    )
    assert "Say what is to be done on that day." in page.content.decode()
    assert "&lt;b&gt;heard&lt;/b&gt;" in page.content.decode()
    looking = at_desk("auditor", desk=Desk.objects.get())
    assert "Note a contact" not in looking.get(at("_state", "QQR", "XEX")).content.decode()
    looking.post(at("_state", "QQR", "XEX"), TYPED)
    assert not Contact.objects.exists()
    for client, state in (
        (looking, "XEX"),
        (at_desk("desk_officer", desk=Desk.objects.get()), "CHL"),
    ):
        assert client.get(at("_letter", "QQR", state, "docx")).status_code == 403
