"""What the roles of the doors can and cannot do with the tables of cases."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection

from rapporteur.cases import actions, consents
from rapporteur.cases.models import Case, Consent, Joined, Note, Opening, Triage
from rapporteur.cases.triages import actions as triages
from rapporteur.kernel.clock import today
from tests.factories import cases as make
from tests.factories.cases import REASON, words_of

pytestmark = pytest.mark.django_db
TABLES = [model._meta.db_table for model in apps.get_app_config("cases").get_models()]


def forbidden(as_role, role, statement):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_role(role),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.requirement("SG14")
@pytest.mark.parametrize("role", ["public", "intake", "missions", "partners", "worker"])
@pytest.mark.parametrize("table", TABLES)
def test_no_other_door_touches_a_case(as_role, role, table):
    for statement in (
        f"SELECT * FROM {table}",
        f"INSERT INTO {table} DEFAULT VALUES",
        f"DELETE FROM {table}",
    ):
        forbidden(as_role, role, statement)


@pytest.mark.parametrize("model", [Case, Joined, Opening, Note, Consent, Triage])
def test_the_desk_takes_nothing_of_a_case_away(as_role, model):
    forbidden(as_role, "desk", f"DELETE FROM {model._meta.db_table}")
    forbidden(as_role, "desk", f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.parametrize("model", [Joined, Opening, Note, Consent])
def test_the_desk_only_adds_to_what_is_written_once(as_role, model):
    forbidden(as_role, "desk", f"UPDATE {model._meta.db_table} SET by_id = NULL")


def test_the_whole_path_needs_no_more_than_the_rights_of_the_desk(office, as_role):
    submission, other = make.make_submission(office), make.make_submission(office)
    with as_role("desk"):
        case = actions.open_case(submission, make.ADULT, by=office.officer)
        actions.join(case, other, make.ADULT, by=office.officer)
        actions.mark_opened(other, by=office.officer)
        consents.change(
            case,
            other,
            "may_press",
            "yes",
            told="spoken",
            said_on=today(),
            by=office.officer,
        )
        triage = make.make_decided(office, case)
        reopened = actions.reopen(triage.case, "more came in", by=office.officer)
        again = make.make_waiting(office, reopened)
        triages.hand_back(again, by=office.officer)
        assert words_of(triage, office).words.notes["outcome"] == REASON
