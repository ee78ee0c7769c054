"""Who may not keep the register, and who may not make a line of it public: refused, and journalled."""

import pytest
from django.urls import reverse

from rapporteur.communications.models import RegisterDraft
from rapporteur.publication.models import PublishedEarlierLetter
from tests.doors.test_desk_registers import send, take
from tests.factories.registers import PUBLIC, make_csv

pytestmark = pytest.mark.usefixtures("committed")


def test_public_lines_are_loaded_by_the_mandate_holder_alone(at_desk):
    client = at_desk("desk_officer")
    send(client, make_csv(PUBLIC))
    answer = take(client)
    assert answer.status_code == 403
    assert "Only the mandate-holder loads lines that are marked public." in answer.content.decode()
    holder = at_desk("mandate_holder", desk=client.desk)
    RegisterDraft.objects.all().delete()
    send(holder, make_csv(PUBLIC))
    take(holder)
    assert PublishedEarlierLetter.objects.get().subject == "A made-up matter"


@pytest.mark.parametrize("name", ["communications_earlier", "communications_earlier_load"])
def test_who_reads_nothing_sealed_keeps_no_register(at_desk, name):
    assert at_desk("auditor").get(reverse(name)).status_code == 403
    assert at_desk("desk_officer").get(reverse(name)).status_code == 200
