"""The joint statement of the founding report: who made it, under which titles, about which file."""

from datetime import date

import pytest
from django.urls import reverse

from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.people.mandates.models import Mandate
from rapporteur.statements import queries, reference
from rapporteur.statements.models import JointStatement
from tests.visits.test_reference import written

pytestmark = pytest.mark.django_db
KEY = "2008-07-16-return-directive"


@pytest.fixture
def statement():
    return JointStatement.objects.get(pk=KEY)


@pytest.mark.requirement("R12.1")
def test_ten_mandates_made_it_under_their_titles_of_that_day(statement, django_assert_num_queries):
    assert (statement.said_on, statement.addressee) == ("2008-07-16", "intergovernmental")
    with django_assert_num_queries(2):
        signers = queries.signers_of(statement)
    assert len(signers) == 10
    assert signers[0].mandate.code == "SALECHILD"
    assert all(one.title for one in signers)
    titles = {one.mandate.code: one.title.titles["en"] for one in signers}
    assert "child prostitution and child pornography" in titles["SALECHILD"]
    assert titles["DEBT"].startswith("Independent Expert on the effects of foreign debt")


@pytest.mark.requirement("R12.2")
def test_it_cites_the_legislative_file_with_number_status_and_address(statement):
    [file] = statement.files.all()
    assert file.number == "COM (2005) 0391 - C6-0266/2005 - 2005/0167 (COD)"
    assert file.status == "adopted by the European Parliament on 18 June 2008"
    assert file.address.endswith("id=5269672")
    assert (file.title.startswith("Directive 2008/.../EC"), file.language) == (True, "en")


def test_its_words_are_not_held_and_nothing_is_made_up(statement):
    assert not statement.text_held
    assert set(statement.subjects) == {"en", "fr", "es", "ar", "zh-hans", "ru"}
    assert (statement.subject[:4], statement.language) == ("The ", "en")
    assert (statement.addressee_name, statement.day) == ("European Community", date(2008, 7, 16))
    assert str(statement) == KEY
    assert str(statement.signers.first()) == f"{KEY} SALECHILD"
    assert str(statement.files.get()).startswith(KEY)


def test_a_mandate_finds_what_it_joined():
    joined = queries.listed(Mandate.objects.get(pk="HTI"))
    assert [one.pk for one in joined] == [KEY]
    assert not queries.listed(Mandate.objects.get(pk="TORTURE"))


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_loading_again_changes_nothing(table):
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize(
    ("table", "before", "after", "column"),
    [
        (reference.STATEMENTS, ",2008-07-16,", ",July 2008,", "said_on"),
        (reference.STATEMENTS, ",intergovernmental,", ",friend,", "addressee"),
        (reference.STATEMENTS, ",no,report,", ",partly,report,", "text_held"),
        (reference.SIGNERS, f"{KEY},WGAD", f"{KEY},NOBODY", "mandate"),
        (reference.SIGNERS, f"{KEY},WGAD", "other,WGAD", "statement"),
        (reference.SIGNERS, "WGAD,2", "WGAD,second", "place"),
        (reference.FILES, f"{KEY},COM", "other,COM", "statement"),
        (reference.FILES, ",2008-06-18,", ",18 June,", "decided_on"),
    ],
)
def test_a_broken_row_refuses_its_file(tmp_path, table, before, after, column):
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    with pytest.raises(BadFile) as refused:
        load(broken)
    assert refused.value.problems[0].column == column


@pytest.mark.requirement("R12.1")
@pytest.mark.requirement("R12.2")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_public_page_says_who_and_what_is_not_held(client, door, language):
    door("public")
    listed = client.get(f"/{language}/statements/").content.decode()
    assert f"/{language}/statements/{KEY}/" in listed
    page = client.get(f"/{language}/statements/{KEY}/").content.decode()
    assert "COM (2005) 0391 - C6-0266/2005 - 2005/0167 (COD)" in page
    assert page.count(f'href="/{language}/mandates/') >= 10
    if language == "en":
        assert "not held here" in page
        assert "Independent Expert appointed by the Secretary-General" in page
    assert client.get(f"/{language}/statements/nothing/").status_code == 404


def test_a_mandate_shows_what_it_joined(client, door):
    door("public")
    assert f"/en/statements/{KEY}/" in client.get("/en/mandates/MIGRANTS/").content.decode()
    assert "/en/statements/" not in client.get("/en/mandates/TORTURE/").content.decode()
    assert reverse("statements") in client.get("/en/mandates/").content.decode()
