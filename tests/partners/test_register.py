"""The register of a desk: who is in it, who checked it, and who is to be left alone."""

from datetime import timedelta

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.partners import queries
from rapporteur.partners.actions import register
from rapporteur.partners.models import Organisation, OrganisationKind
from rapporteur.partners.queries import Wanted
from tests.factories.cases import make_office
from tests.factories.partners import make_organisation
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def found(office, **wanted):
    return [one.name for one in queries.organisations(office.officer, Wanted(**wanted))]


@pytest.mark.requirement("R36.1")
@pytest.mark.requirement("R49.2")
def test_an_organisation_has_several_names_kinds_states_and_is_found_by_each(office):
    make_organisation(office, name="Zebra", vetted=False)
    made = make_organisation(
        office,
        name="Réseau enfance (exercice)",
        other_names=["Child network", "شبكة الطفل", " "],
        kinds=["ngo", "forum"],
        states=["XEX"],
        regions=["150"],
        website="https://exercise.invalid/",
    )
    assert made.kind_names == ["non-governmental organization", "forum or network"]
    assert made.other_names == ["Child network", "شبكة الطفل"]
    for text in ("reseau", "child NET", "شبكة"):
        assert found(office, text=text) == [made.name]
    assert found(office, kind="forum") == found(office, state="XEX") == [made.name]
    assert found(office, kind="media") == []
    assert found(office, vetting="vetted") == [made.name]
    assert found(office) == [made.name, "Zebra"]
    assert found(make_office("SLAVERY")) == []


@pytest.mark.requirement("R36.1")
def test_all_kinds_of_partners_of_the_report_exist():
    assert {"donor", "igo", "media", "police", "internet", "tourism"} <= set(
        OrganisationKind.values
    )


@pytest.mark.requirement("R49.2")
def test_what_nobody_checked_for_twelve_months_is_flagged(office):
    made = make_organisation(office)
    assert found(office, stale=True) == [made.name]
    with pytest.raises(Refused, match="how it was checked"):
        register.verify(made, how=" ", by=office.officer)
    done = register.verify(made, how="by telephone", by=office.officer)
    assert (done.verified_on, done.verified_by, done.verified_how) == (
        today(), office.officer, "by telephone",
    )  # fmt: skip
    assert found(office, stale=True) == []
    Organisation.objects.update(verified_on=today() - timedelta(days=366))
    assert found(office, stale=True) == [made.name]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": " "}, "Give the name"),
        ({"kinds": []}, "at least one kind"),
        ({"kinds": ["friend"]}, "at least one kind"),
        ({"states": ["ZZZ"]}, "States from the list"),
        ({"regions": ["999"]}, "regions from the list"),
    ],
)
def test_what_is_not_whole_is_refused(office, given, words):
    with pytest.raises(Refused, match=words):
        make_organisation(office, **given)


def test_a_name_stands_once_in_a_register(office):
    first, second = make_organisation(office, name="One"), make_organisation(office, name="Two")
    with pytest.raises(Refused, match="already"):
        make_organisation(office, name="One")
    with pytest.raises(Refused, match="already"):
        register.edit(second, name="One", kinds=["un"], by=office.officer)
    done = register.edit(first, name="Three", kinds=["un"], by=office.officer)
    assert (done.name, done.kinds, found(office, text="three")) == ("Three", ["un"], ["Three"])


def test_vetting_has_a_reason_that_is_sealed(office):
    made = make_organisation(office, vetted=False)
    assert not made.is_vetted
    with pytest.raises(Refused, match="Give the reason"):
        register.vet(made, fit=True, why="", by=office.officer)
    done = register.vet(made, fit=False, why="no address", by=office.officer)
    assert (done.vetting, done.vetted_by, done.vetted_on) == (
        "declined", office.officer, today(),
    )  # fmt: skip
    assert done.vetted_why.record.kind == "partners.register"


@pytest.mark.requirement("G9")
def test_who_is_to_be_left_alone_is_marked_with_a_sealed_reason_until_it_is_lifted(office):
    made = make_organisation(office)
    with pytest.raises(Refused, match="Give the reason"):
        register.leave_alone(made, why=" ", by=office.officer)
    with pytest.raises(Refused, match="Nothing stands against"):
        register.may_contact(made, by=office.officer)
    done = register.leave_alone(made, why="it was threatened", by=office.officer)
    assert (done.no_contact_on, done.no_contact_by) == (today(), office.officer)
    lifted = register.may_contact(done, by=office.officer)
    assert (lifted.no_contact_on, lifted.no_contact_why) == (None, None)


def test_a_private_contact_is_sealed_and_an_open_one_is_not(office):
    made = make_organisation(office)
    before = Version.objects.count()
    with pytest.raises(Refused, match="name of the person"):
        register.add_person(made, name=" ", by=office.officer)
    plain = register.add_person(made, name="A. One", contact="+41 00", by=office.officer)
    bare = register.add_person(made, name="A. Two", private=True, by=office.officer)
    kept = register.add_person(
        made, name="A. Three", role="director", contact="+41 11", private=True, by=office.officer
    )
    assert (plain.contact, plain.sealed) == ("+41 00", None)
    assert (bare.contact, bare.sealed, kept.contact) == ("", None, "")
    assert Version.objects.count() == before + 1
    with pytest.raises(Refused, match="Give the reason"):
        register.leave_person_alone(kept, why="", by=office.officer)
    assert register.leave_person_alone(kept, why="asked", by=office.officer).no_contact_on
    assert register.person_left(plain, by=office.officer).left_on == today()


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_only_members_who_read_sealed_things_keep_the_register(office, role):
    by = make_member(office.desk, role).account
    made = make_organisation(office)
    person = register.add_person(made, name="A. One", by=office.officer)
    for act in (
        lambda: make_organisation(office, by=by),
        lambda: register.edit(made, name="x", kinds=["un"], by=by),
        lambda: register.verify(made, how="x", by=by),
        lambda: register.vet(made, fit=True, why="x", by=by),
        lambda: register.leave_alone(made, why="x", by=by),
        lambda: register.may_contact(made, by=by),
        lambda: register.add_person(made, name="x", by=by),
        lambda: register.person_left(person, by=by),
    ):
        with pytest.raises(Refused, match="Only members of this desk"):
            act()
    assert list(queries.organisations(by, Wanted())) == []
