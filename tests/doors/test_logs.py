import logging
from types import SimpleNamespace

import pytest

from rapporteur.doors.base import LOGGING
from rapporteur.doors.logs import WithoutAddress

TYPED = "/en/search/?q=a+name"


def record(status, *, view=None, exc_info=None):
    made = logging.LogRecord("django.request", 30, "", 1, "Not Found: %s", (TYPED,), exc_info)
    match = SimpleNamespace(view_name=view) if view else None
    made.request = SimpleNamespace(path=TYPED, resolver_match=match)
    made.status_code = status
    return made


@pytest.mark.parametrize(
    ("status", "view", "line"),
    [(404, None, "404 at no page"), (500, "state", "500 at state"), (405, "home", "405 at home")],
)
def test_a_log_names_the_page_and_never_the_address(status, view, line):
    made = record(status, view=view)

    assert WithoutAddress().filter(made) is True
    assert made.getMessage() == line


def test_a_refused_host_is_not_repeated_and_a_fault_of_ours_keeps_its_traceback():
    refused = record(400, exc_info=(ValueError, ValueError("evil.example"), None))
    failed = record(500, exc_info=(ValueError, ValueError("ours"), None))

    for one in (refused, failed):
        WithoutAddress().filter(one)

    assert refused.exc_info is None
    assert failed.exc_info[0] is ValueError


def test_other_lines_pass_as_they_are():
    made = logging.LogRecord("rapporteur", 20, "", 1, "loaded %s", (3,), None)

    assert WithoutAddress().filter(made) is True
    assert made.getMessage() == "loaded 3"


def test_every_handler_of_every_door_looks_away():
    assert all("without_address" in one["filters"] for one in LOGGING["handlers"].values())
