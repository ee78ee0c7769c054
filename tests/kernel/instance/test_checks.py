import pytest
from django.db import connection

from rapporteur.kernel.instance.checks import server_keeps_quiet

pytestmark = pytest.mark.django_db


def test_our_own_server_keeps_quiet():
    assert server_keeps_quiet(None, ["default"]) == []


def test_nothing_is_asked_where_no_database_is_named():
    assert server_keeps_quiet(None, None) == []


def test_a_server_that_logs_statements_gets_a_warning_with_the_cure():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL log_statement = 'all'")
    (warning,) = server_keeps_quiet(None, ["default"])
    assert "log_statement is all" in warning.msg
    assert "Set log_statement = none" in warning.hint
