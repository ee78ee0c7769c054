"""The register of partners at the desk, and the review of what they brought."""

import logging

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.partners import queries
from rapporteur.partners.models import (
    AttributionRequest,
    Contribution,
    Organisation,
    PartnerMembership,
    Person,
)
from tests.factories.canaries import found
from tests.factories.partners import (
    WHY,
    make_accepted,
    make_ask,
    make_organisation,
    make_partner,
    make_progress,
    make_proposal,
)
from tests.kernel.files.documents import DOCX_TYPE, PDF_TYPE, docx, pdf

pytestmark = pytest.mark.usefixtures("committed")
CANARY = "zebrafinchofthedesk"


@pytest.fixture
def client(at_work):
    return at_work


def shown(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client, page, /, *args, **given):
    return client.post(reverse(page, args=args), given)


GIVEN = {
    "name": "Réseau enfance (exercice)",
    "other_names": "Child network\r\nشبكة الطفل",
    "kinds": ["ngo", "forum"],
    "states": ["XEX"],
    "regions": ["150"],
    "website": "https://exercise.invalid/",
}


@pytest.mark.requirement("R49.2")
def test_an_organisation_is_added_found_verified_and_vetted_with_the_rights_of_the_desk(
    client, as_role
):
    connection.check_constraints()
    with as_role("desk"):
        assert post(client, "partners_add", **GIVEN).url == reverse("partners")
        one = Organisation.objects.get()
        post(client, "partners_edit", one.pk, **{**GIVEN, "regions": []})
        post(client, "partners_act", one.pk, "verify", how="by telephone")
        post(client, "partners_act", one.pk, "vet", why=CANARY)
        post(client, "partners_act", one.pk, "alone", why=CANARY)
        post(client, "partners_act", one.pk, "contact")
        post(client, "partners_person", one.pk, name="A. One", contact=CANARY, private="on")
        page = shown(client, "partners_one", one.pk)
    assert [one.name for one in Organisation.objects.vetted()] == [GIVEN["name"]]
    for words in ("شبكة الطفل", "by telephone", "Exerland", "forum or network", "A. One"):
        assert words in page
    assert CANARY not in page
    assert found(CANARY) == []
    for query in ({"text": "reseau"}, {"kind": "forum"}, {"state": "XEX"}, {"vetting": "vetted"}):
        assert GIVEN["name"] in shown(client, "partners", **query)
    assert "No partner fits." in shown(client, "partners", stale="on")


def test_what_is_sealed_opens_on_a_page_of_its_own_and_is_written_down(client):
    one = make_organisation(client.office)
    post(client, "partners_act", one.pk, "alone", why="it was threatened")
    post(client, "partners_person", one.pk, name="A. One", contact="+41 11", private="on")
    person = Person.objects.get()
    post(client, "partners_person_alone", person.pk, why="asked for silence")
    before = Entry.objects.filter(verb="read").count()
    page = shown(client, "partners_sealed", one.pk)
    for words in ("known for years", "it was threatened", "+41 11", "asked for silence"):
        assert words in page
    assert Entry.objects.filter(verb="read").count() == before + 4
    client.post(reverse("vault_lock"))
    assert "unlock" in client.get(reverse("partners_sealed", args=[one.pk])).url


def test_a_bad_form_is_told_and_kept(client):
    wrong = client.post(reverse("partners_add"), {**GIVEN, "kinds": [], "states": ["ZZZ"]})
    assert "Child network" in wrong.content.decode()
    assert wrong.content.decode().count("errorlist") >= 2
    one = make_organisation(client.office, name=GIVEN["name"])
    twice = client.post(reverse("partners_add"), GIVEN)
    assert "in the register already" in twice.content.decode()
    assert Organisation.objects.count() == 1
    assert client.get(reverse("partners_act", args=[one.pk, "gossip"])).status_code == 404
    assert "How it was checked" in shown(client, "partners_act", one.pk, "verify")


def test_a_person_who_left_stays_on_the_page(client):
    one = make_organisation(client.office)
    post(client, "partners_person", one.pk, name="A. One", contact="+41 00")
    post(client, "partners_person_left", Person.objects.get().pk)
    page = shown(client, "partners_one", one.pk)
    assert "No longer there" in page
    assert "+41 00" in page


def test_an_account_is_invited_from_the_page_of_a_vetted_organisation(client):
    one = make_organisation(client.office, vetted=False)
    page = reverse("partners_invite", args=[one.pk])
    given = {"name": "N. Partner", "email": "n@partner.invalid", "language": "fr"}
    assert page not in shown(client, "partners_one", one.pk)
    refused = client.post(page, given)
    assert "not vetted yet" in refused.content.decode()
    post(client, "partners_act", one.pk, "vet", why="known for years")
    assert page in shown(client, "partners_one", one.pk)
    assert client.post(page, given).url == reverse("partners_one", args=[one.pk])
    assert PartnerMembership.objects.get().account.email == "n@partner.invalid"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_lists_and_pages_take_the_same_number_of_queries(client, number):
    one = make_partner(client.office).organisation
    for _number in range(number):
        partner = make_partner(client.office, organisation=one, key=False)
        make_proposal(partner)
        make_accepted(client.office, make_proposal(partner))
        make_organisation(client.office)
    counted = {}
    for name, args in (("partners", ()), ("partners_brought", ()), ("partners_one", (one.pk,))):
        with CaptureQueriesContext(connection) as asked:
            shown(client, name, *args)
        counted[name] = len(asked)
    assert counted == {"partners": 13, "partners_brought": 10, "partners_one": 11}


# Review


@pytest.mark.requirement("R47.5")
def test_the_desk_reads_a_proposal_and_accepts_it_with_a_reason(client, as_role):
    made = make_proposal(make_partner(client.office), evidence="Report 7")
    assert "1 waits" in shown(client, "partners")
    page = shown(client, "partners_contribution", made.pk)
    assert WHY in page
    assert "Report 7" in page
    connection.check_constraints()
    with as_role("desk"):
        empty = post(client, "partners_review", made.pk, accept="yes", why="")
        assert "errorlist" in empty.content.decode()
        done = post(client, "partners_review", made.pk, accept="yes", why=CANARY)
    assert done.url == reverse("partners_brought")
    assert queries.vetted_proposals("XEX") == 1
    assert found(CANARY) == []
    assert CANARY in shown(client, "partners_contribution", made.pk)


def test_attribution_is_asked_from_the_page_of_what_was_accepted(client):
    made = make_proposal(make_partner(client.office))
    assert reverse("partners_attribution", args=[made.pk]) not in shown(
        client, "partners_contribution", made.pk
    )
    make_accepted(client.office, made)
    assert post(client, "partners_attribution", made.pk, publication="").status_code == 200
    post(client, "partners_attribution", made.pk, publication="Annual report")
    again = post(client, "partners_attribution", made.pk, publication="Annual report")
    assert "already" in again.content.decode()
    assert "not answered yet" in shown(client, "partners_contribution", made.pk)
    AttributionRequest.objects.get()


@pytest.mark.requirement("R35.4")
@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (pdf("The register was begun."), PDF_TYPE, "r.pdf"),
        (docx("It was begun."), DOCX_TYPE, "r.docx"),
    ],
)
def test_a_file_is_shown_as_text_and_a_pdf_as_drawn_pages(client, data, kind, name):
    sent = SimpleUploadedFile(name, data, kind)
    file = Taken.of(name, kind, sent.read())
    made = make_progress(make_partner(client.office), make_ask(client.office), file=file)
    assert "was begun." in shown(client, "partners_file", made.pk)
    drawn = client.get(reverse("partners_page", args=[made.pk, 1]))
    if name.endswith("pdf"):
        assert drawn["Content-Type"] == "image/png"
    else:
        assert drawn.status_code == 404
    assert client.get(reverse("partners_page", args=[made.pk, 99])).status_code == 404
    client.post(reverse("vault_lock"))
    for page, args in (("partners_file", [made.pk]), ("partners_contribution", [made.pk])):
        assert "unlock" in client.get(reverse(page, args=args)).url


def test_another_desk_and_roles_without_a_key_find_nothing(client, with_vault, at_desk):
    made = make_proposal(make_partner(client.office))
    one = made.organisation
    other = with_vault("coordinator", desk=None)
    assert client.get(reverse("partners_file", args=[made.pk])).status_code == 404
    for name, args in (
        ("partners_one", [one.pk]),
        ("partners_sealed", [one.pk]),
        ("partners_contribution", [made.pk]),
        ("partners_act", [one.pk, "vet"]),
        ("partners_one", [new_id()]),
    ):
        assert other.get(reverse(name, args=args)).status_code == 404, name
    auditor = at_desk("auditor", desk=client.desk)
    for name in ("partners", "partners_add", "partners_brought"):
        assert auditor.get(reverse(name)).status_code == 403
    assert Contribution.objects.get().state == "sent"


def test_what_the_desk_types_is_countedin_no_log(client, caplog):
    made = make_proposal(make_partner(client.office))
    with caplog.at_level(logging.DEBUG):
        post(client, "partners_review", made.pk, accept="no", why=CANARY)
        post(client, "partners_act", made.organisation_id, "decline", why=CANARY)
    assert found(CANARY, caplog.text) == []


def test_the_pages_stand_in_six_languages(client):
    made = make_accepted(client.office, make_proposal(make_partner(client.office)))
    for language in ("ar", "zh-hans", "fr", "ru", "es"):
        client.person.language = language
        client.person.save()
        for name, args in (
            ("partners", []),
            ("partners_one", [made.organisation_id]),
            ("partners_contribution", [made.pk]),
            ("partners_add", []),
        ):
            assert f'<html lang="{language}"' in shown(client, name, *args)
