"""Links of evidence: released by a person, asked once a night where allowed, never deleted."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db import IntegrityError

from rapporteur.doors.worker import tasks
from rapporteur.follow_up.actions import evidence as acts
from rapporteur.follow_up.links import actions, looking, rules
from rapporteur.follow_up.links.looking import Seen
from rapporteur.follow_up.links.models import Answer, LinkCheck, WatchedLink
from rapporteur.kernel import environment
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, links
from tests.factories.follow_up import count, make_evidence, make_following
from tests.factories.people import make_account
from tests.follow_up.test_evidence import FILE

LINK = "https://exercise.example/law"


@pytest.fixture
def item(office):
    made = make_evidence(office, make_following(office), link=LINK, file=FILE, attribution="named")
    return count(office, made, "LAW")


@pytest.fixture
def site(monkeypatch):
    """Serve a page, one that moved, one that is gone and one that is shut, on this machine."""

    class Handler(BaseHTTPRequestHandler):
        codes = {"/law?a=1": 200, "/moved": 302, "/gone": 410, "/shut": 403, "/broken": 500}
        asked = []

        def do_HEAD(self):
            self.asked.append((self.path, dict(self.headers)))
            self.send_response(self.codes.get(self.path, 404))
            self.end_headers()

        def log_message(self, *_words):
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(looking, "PORTS", {"http": server.server_port, "https": 1})
    monkeypatch.setattr(looking, "outside", lambda _host, _port: "127.0.0.1")
    yield Handler
    server.shutdown()
    server.server_close()


@pytest.mark.requirement("E6")
def test_a_released_link_is_looked_up_and_what_answered_is_kept(office, item):
    link = actions.release(item, LINK, by=office.officer)
    assert str(link) == str(link.pk)
    for seen in (Seen(Answer.THERE, 200), Seen(Answer.GONE, 404)):
        told = actions.look_all_up(by="job:a test", asking={LINK: seen}.__getitem__)
        assert told[seen.answer] == 1
    assert [one.answer for one in link.checks.all()] == ["gone", "there"]
    assert str(link.checks.first()).endswith("gone")
    assert WatchedLink.objects.get().address == LINK
    assert Entry.objects.filter(verb="look up links").count() == 2
    assert LINK not in str(list(Entry.objects.values("detail")))


@pytest.mark.requirement("E6")
def test_nothing_is_asked_that_no_person_released_or_that_was_taken_back(office, item):
    asked = []

    def asking(address):
        asked.append(address)
        return Seen(Answer.THERE)

    assert sum(actions.look_all_up(by="job:a test", asking=asking).values()) == 0
    link = actions.release(item, LINK, by=office.officer)
    actions.stop(link, by=office.officer)
    actions.look_all_up(by="job:a test", asking=asking)
    assert asked == []
    with pytest.raises(Refused, match="any more"):
        actions.stop(link, by=office.officer)
    assert actions.release(item, LINK, by=office.officer) == link
    actions.look_all_up(by="job:a test", asking=asking)
    assert asked == [LINK]


@pytest.mark.requirement("E6")
def test_what_does_not_count_or_is_of_someone_unnamed_is_not_released(office, item):
    one = item.following
    waiting = make_evidence(office, one, link=LINK, file=FILE, attribution="named")
    bare = count(office, make_evidence(office, one, attribution="named"))
    quiet = count(office, make_evidence(office, one, link=LINK, file=FILE), "LAW")
    for other in (waiting, bare):
        with pytest.raises(Refused, match="lies here as a copy"):
            actions.release(other, LINK, by=office.officer)
    with pytest.raises(Refused, match="not to be named"):
        actions.release(quiet, LINK, by=office.officer)
    acts.confirm(item, "desk_only", by=office.officer)
    item.refresh_from_db()
    with pytest.raises(Refused, match="not to be named"):
        actions.release(item, LINK, by=office.officer)
    assert not WatchedLink.objects.exists()


@pytest.mark.requirement("E6")
def test_nobody_else_releases_or_stops(office, item):
    stranger = make_account("desk")
    with pytest.raises(Refused):
        actions.release(item, LINK, by=stranger)
    link = actions.release(item, LINK, by=office.officer)
    with pytest.raises(Refused):
        actions.stop(link, by=stranger)
    with pytest.raises(IntegrityError):
        WatchedLink.objects.update(address="")


@pytest.mark.parametrize(
    "address",
    [
        *("", "ftp://exercise.example/", "https://user:pw@exercise.example/", "https://127.0.0.1/"),
        *("https://localhost/", "https://exercise.example:8443/", "https://[::1]/", "https://a:b/"),
        "https://exercise.example/" + "a" * 500,
    ],
)
def test_only_the_address_of_a_public_page_is_looked_up(address):
    assert rules.is_public_address(address)
    assert looking.look(address) == Seen(Answer.UNFIT)
    assert rules.is_public_address(LINK) is None


@pytest.mark.requirement("E6")
@pytest.mark.parametrize(
    ("path", "answer", "code"),
    [
        ("/law?a=1", Answer.THERE, 200),
        ("/moved", Answer.MOVED, 302),
        ("/gone", Answer.GONE, 410),
        ("", Answer.GONE, 404),
        ("/shut", Answer.KEPT, 403),
        ("/broken", Answer.SILENT, 500),
    ],
)
def test_one_question_is_asked_that_says_nothing_of_who_asks(site, path, answer, code):
    assert looking.look(f"http://exercise.example{path}") == Seen(answer, code)
    (_path, headers), *rest = site.asked[-1:]
    assert not rest
    assert headers.keys() == {"Host", "Accept-Encoding", *looking.HEADERS}


def test_a_site_that_speaks_no_tls_or_has_no_number_is_silent(site, monkeypatch):
    monkeypatch.setitem(looking.PORTS, "https", looking.PORTS["http"])
    assert looking.look(LINK) == Seen(Answer.SILENT)
    monkeypatch.setattr(looking, "outside", lambda _host, _port: "")
    assert looking.look(LINK) == Seen(Answer.SILENT)


def test_a_name_that_leads_into_the_house_is_never_asked(monkeypatch):
    def found(*numbers):
        return lambda *_a, **_k: [(0, 0, 0, "", (number, 443)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8"))
    assert looking.outside("exercise.example", 443) == "8.8.8.8"
    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8", "10.0.0.1"))
    assert looking.outside("exercise.example", 443) == ""

    def fails(*_a, **_k):
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    assert looking.outside("exercise.example", 443) == ""


@pytest.mark.requirement("E6")
@pytest.mark.django_db
def test_the_worker_asks_only_where_the_operator_allows_it(office, item, as_role, monkeypatch):
    actions.release(item, "https://exercise.example/law", by=office.officer)
    monkeypatch.setattr(looking, "outside", lambda _host, _port: "")
    with as_role("worker"):
        tasks.look_links_up.func(timestamp=0)
    assert not LinkCheck.objects.exists()
    monkeypatch.setenv("RAPPORTEUR_LOOK_UP_LINKS", "yes")
    with as_role("worker"):
        tasks.look_links_up.func(timestamp=0)
    assert LinkCheck.objects.get().answer == "silent"


def test_the_operator_may_ask_once_and_a_wrong_setting_is_told(office, item, capsys, monkeypatch):
    given = commands.parser().parse_args(["recommendations", "links"])
    assert given.what == "links"
    actions.release(item, LINK, by=office.officer)
    monkeypatch.setattr(looking, "outside", lambda _host, _port: "")
    assert links.command() == 0
    assert "silent: 1" in capsys.readouterr().out
    monkeypatch.setenv("RAPPORTEUR_LOOK_UP_LINKS", "perhaps")
    with pytest.raises(Misconfigured, match="yes or no"):
        environment.looks_links_up()
