"""The partners door: what one organisation sees and sends with the door's rights, and no other."""

from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import Version
from rapporteur.partners import actions
from rapporteur.partners.models import AttributionRequest, Contribution, Organisation
from tests.factories.cases import make_office
from tests.factories.partners import (
    WHY,
    make_accepted,
    make_ask,
    make_organisation,
    make_partner,
    make_progress,
    make_proposal,
)
from tests.factories.people import make_account, sign_in, sign_in_fully
from tests.factories.vaults import PHRASE
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def office(committed):
    return make_office()


@pytest.fixture
def partner(office):
    return make_partner(office)


@pytest.fixture
def client(door, partner):
    """Return a client of the partners door with an open vault."""
    client = sign_in(door("partners"), partner.account)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def shown(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


GIVEN = {"country": "XEX", "why": WHY, "attribution": "by_kind"}


@pytest.mark.requirement("R47.5")
def test_a_partner_signs_in_proposes_and_reads_with_the_rights_of_the_door(
    door, office, partner, as_role
):
    client = door("partners")
    asked = make_ask(office)
    connection.check_constraints()
    with as_role("partners"):
        sign_in_fully(client, partner.account)
        assert client.get(reverse("home")).status_code == 200
        sent = client.post(reverse("propose"), {"once": new_id(), **GIVEN})
        report = {"once": new_id(), "text": "It was begun.", "attribution": "desk_only"}
        done = client.post(reverse("asked_report", args=[asked.pk]), report)
        home = shown(client, "home")
        one = Contribution.objects.get(kind="visit_proposal")
        assert "Unlock your vault to read it" in shown(client, "contributions_one", one.pk)
        named = {"attribution": "named"}
        client.post(reverse("contributions_attribute", args=[one.pk]), named)
        client.post(reverse("contributions_withdraw", args=[one.pk]))
        one.refresh_from_db()
    assert (sent.url, done.url) == (reverse("home"), reverse("home"))
    assert partner.organisation.name in home
    assert "Set up a register of adoptions (exercise)." in home
    assert (one.attribution, one.state) == ("named", "withdrawn")
    assert Contribution.objects.get(kind="recommendation_progress").subject == asked.subject


def test_what_was_sent_and_answered_is_read_with_the_key_of_the_partner(client, office, partner):
    made = make_accepted(office, make_proposal(partner, evidence="Report 7 of the exercise"))
    page = shown(client, "contributions_one", made.pk)
    for words in (WHY, "Report 7 of the exercise", "it can be checked", "accepted"):
        assert words in page
    assert 'name="attribution"' not in page


def test_a_partner_finds_nothing_of_another(client, office):
    other = make_partner(office)
    theirs = make_proposal(other)
    asked = make_ask(office, organisations=[other.organisation])
    accepted = make_accepted(office, make_proposal(other))
    request = actions.ask_attribution(accepted, publication="Report", by=office.officer)
    for name, pk in (
        ("contributions_one", theirs.pk),
        ("contributions_withdraw", theirs.pk),
        ("asked_report", asked.pk),
        ("attribution", request.pk),
        ("colleagues_key", other.membership.pk),
    ):
        assert client.get(reverse(name, args=[pk])).status_code == 404, name
    answer = client.post(reverse("contributions_withdraw", args=[theirs.pk]))
    assert answer.status_code == 404
    home = shown(client, "home")
    assert other.organisation.name not in home
    assert "Nothing is asked of you now." in home


def test_a_bad_form_keeps_what_was_typed_and_saves_nothing(client):
    before = Version.objects.count()
    wrong = {"once": new_id(), **GIVEN, "country": "FRA"}
    answer = client.post(reverse("propose"), wrong)
    assert answer.status_code == 200
    assert WHY in answer.content.decode()
    empty = client.post(reverse("propose"), {"once": new_id(), **GIVEN, "why": " "})
    assert "errorlist" in empty.content.decode()
    assert (Contribution.objects.count(), Version.objects.count()) == (0, before)


def test_a_form_sent_twice_says_so_and_makes_one(client):
    given = {"once": new_id(), **GIVEN}
    client.post(reverse("propose"), given)
    again = client.post(reverse("propose"), given, follow=True)
    assert "has arrived once" in again.content.decode()
    assert Contribution.objects.count() == 1


def test_a_report_may_be_a_file_alone_and_is_refused_empty(client, office):
    asked = make_ask(office)
    page = reverse("asked_report", args=[asked.pk])
    given = {"attribution": "desk_only"}
    empty = client.post(page, {"once": new_id(), **given})
    assert "or add a file" in empty.content.decode()
    file = SimpleUploadedFile("r.pdf", pdf("It was begun."), PDF_TYPE)
    client.post(page, {"once": new_id(), **given, "file": file})
    made = Contribution.objects.get()
    assert made.file.form == "pdf"
    assert "With a PDF file of 1 page" in shown(client, "contributions_one", made.pk)


def test_attribution_is_answered_on_its_page_once(client, office, partner, as_role):
    made = make_accepted(office, make_proposal(partner))
    request = actions.ask_attribution(made, publication="Annual report 2027", by=office.officer)
    assert "Annual report 2027" in shown(client, "home")
    page = reverse("attribution", args=[request.pk])
    assert "Annual report 2027" in client.get(page).content.decode()
    connection.check_constraints()
    with as_role("partners"):
        assert client.post(page, {"attribution": "by_kind"}).url == reverse("home")
    assert AttributionRequest.objects.get().answer == "by_kind"
    assert client.post(page, {"attribution": "named"}).status_code == 403
    assert "Annual report 2027" not in shown(client, "home")
    late = client.post(reverse("contributions_attribute", args=[made.pk]), {"attribution": "named"})
    assert late.status_code == 403
    assert 'role="status"' not in late.content.decode()


def test_withdrawing_asks_once_more(client, partner):
    made = make_proposal(partner)
    assert "What was published before stays published." in shown(
        client, "contributions_withdraw", made.pk
    )
    made.refresh_from_db()
    assert made.state == "sent"


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_takes_the_same_number_of_queries(
    client, office, partner, django_assert_num_queries, count
):
    for _number in range(count):
        made = make_accepted(office, make_proposal(partner))
        actions.ask_attribution(made, publication=f"Report {_number}", by=office.officer)
        make_progress(partner, make_ask(office))
    with django_assert_num_queries(9):
        assert client.get(reverse("home")).status_code == 200


def test_an_account_whose_time_is_over_speaks_for_nobody(client, partner):
    partner.membership.until = today()
    partner.membership.save()
    assert "speaks for no organization" in shown(client, "home")
    assert client.get(reverse("propose")).status_code == 403
    assert client.get(reverse("colleagues")).status_code == 403


@pytest.mark.requirement("M1")
def test_the_partners_door_asks_for_a_second_factor_too(door):
    client = sign_in(door("partners"), make_account("partners", factor=False))
    assert client.get("/").url == reverse("second_factor")


def test_accounts_of_other_doors_find_no_page_here(door):
    client = sign_in(door("partners"), make_account("missions"))
    assert client.get("/").status_code == 403


def test_the_pages_stand_in_six_languages(client, partner):
    languages = ("ar", "zh-hans", "en", "fr", "ru", "es")
    for language, name in product(languages, ("home", "propose", "colleagues")):
        partner.account.language = language
        partner.account.save()
        page = shown(client, name)
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page or (
            f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}" translate="no">'
            in page
        )


# What the role may not


def test_the_role_accepts_nothing_and_knows_only_who_has_an_account(office, partner, as_role):
    made = make_proposal(partner)
    make_organisation(office)
    connection.check_constraints()
    with as_role("partners"):
        assert [one.pk for one in Organisation.objects.told()] == [partner.organisation.pk]
    for statement in (
        "UPDATE partners_contribution SET reviewed_on = now()",
        "UPDATE partners_contribution SET state = 'accepted'",
        "SELECT website FROM partners_organisation",
        "SELECT * FROM partners_person",
        "DELETE FROM partners_contribution",
        "INSERT INTO partners_ask SELECT * FROM partners_ask",
    ):
        with (
            pytest.raises(DatabaseError, match=r"denied|row-level security"),
            as_role("partners"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    made.refresh_from_db()
    assert made.state == "sent"


def test_no_other_outer_role_sees_anything_of_partners(as_role):
    tables = ("organisation", "person", "partnermembership", "contribution", "ask")
    for role, table in product(("missions", "public", "intake", "worker"), tables):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            as_role(role),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM partners_{table}")
