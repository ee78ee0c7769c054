"""Who may do what at a desk."""

from datetime import date

import pytest

from rapporteur.people.desks import rules
from tests.factories.people import make_account, make_desk, make_member

pytestmark = pytest.mark.django_db

WHO_MAY = {
    "mandate_holder": {"sees_today", "looks_up_reference"},
    "desk_officer": {"sees_today", "looks_up_reference"},
    "coordinator": {"sees_today", "looks_up_reference", "invites", "lets_in", "removes"},
    "reference_editor": {"sees_today", "looks_up_reference", "corrects_reference"},
    "auditor": {"sees_today", "looks_up_reference", "reads_journal", "verifies_journal"},
    "administrator": {
        "sees_today",
        "looks_up_reference",
        "invites",
        "lets_in",
        "manages_accounts",
    },
}
ALL = sorted(set().union(*WHO_MAY.values()))


@pytest.mark.parametrize("role", WHO_MAY)
def test_a_role_may_what_the_table_says_and_nothing_else(role):
    person = make_member(make_desk(), role).account

    assert {name for name in ALL if getattr(rules, name)(person) is None} == WHO_MAY[role]


@pytest.mark.parametrize("state", ["invited", "removed"])
def test_roles_hold_only_while_let_in(state):
    person = make_member(make_desk(), "coordinator", state=state).account

    assert rules.roles_of(person) == frozenset()
    assert "Your roles do not let you" in str(rules.lets_in(person))


def test_the_reason_names_those_who_may():
    person = make_member(make_desk(), "desk_officer").account

    assert "auditor" in str(rules.reads_journal(person))


def test_roles_of_several_desks_add_up_but_each_holds_at_its_desk():
    first, second = make_desk("SALECHILD"), make_desk("OTHER")
    person = make_member(first, "auditor").account
    make_member(second, "coordinator", account=person)

    assert rules.roles_of(person) == {"auditor", "coordinator"}
    assert rules.roles_at(person, first.pk) == {"auditor"}


def test_roles_are_asked_of_the_database_once_a_request(django_assert_num_queries):
    person = make_member(make_desk(), "auditor").account

    with django_assert_num_queries(1):
        rules.roles_of(person)
        rules.roles_of(person)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(["auditor"], False), (["auditor", "desk_officer"], True), (["unknown"], False), ([], False)],
)
def test_who_reads_sealed_things_holds_a_key(codes, expected):
    assert rules.holds_key(codes) is expected


def test_an_officer_of_a_mission_speaks_for_a_state_and_nobody_else_does():
    from rapporteur.people.desks.models import MissionMembership
    from rapporteur.world.models import Country

    officer, stranger = make_account("missions"), make_account("missions")
    country = Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )[0]
    membership = MissionMembership.objects.create(
        account=officer, country=country, since=date(2026, 1, 1)
    )

    assert rules.speaks_for_a_state(officer) is None
    assert rules.speaks_for_a_state(stranger) is not None
    assert str(membership) == f"{officer} for XEX"


def test_pages_of_one_door_are_not_for_the_other():
    from django.contrib.auth.models import AnonymousUser

    desk, mission = make_account("desk"), make_account("missions")

    assert rules.is_of_the_desk(desk) is None
    assert "members of a desk" in str(rules.is_of_the_desk(mission))
    assert rules.is_of_a_mission(mission) is None
    assert "Permanent Missions" in str(rules.is_of_a_mission(desk))
    assert "Sign in" in str(rules.is_of_the_desk(AnonymousUser()))
    assert "Sign in" in str(rules.is_of_a_mission(AnonymousUser()))
