"""The box on the queue and on the cases, its answer, and what reads like an opened submission."""

import logging

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.cases.finding import searching
from rapporteur.cases.likeness import comparing
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.scanning import Scan
from tests.cases.alike import texts
from tests.factories import cases as make
from tests.factories.canaries import everything_kept, found
from tests.factories.people import make_desk

CANARY = "zyxquorum"
SEARCH = "received_search"
TOLD = texts("fr")["yard", "told"]
EDITED = texts("fr")["yard", "edited"]


def session_of(client):
    """Return what the session holds, opened."""
    return str(dict(client.session.items()))


def post(client, words, **more):
    return client.post(reverse(SEARCH), {"words": words, **more})


@pytest.mark.django_db
def test_the_box_stands_on_both_lists_and_sends_by_post(at_work):
    for name in ("received", "cases"):
        page = at_work.get(reverse(name)).content.decode()
        assert f'method="post" action="{reverse(SEARCH)}"' in page
        form = page.partition(f'action="{reverse(SEARCH)}"')[2].partition("</form>")[0]
        assert "csrfmiddlewaretoken" in form
    assert at_work.get(reverse(SEARCH)).status_code == 200


def test_the_words_lie_nowhere_and_the_line_is_shown(committed, at_work, caplog):
    submission = make.make_submission(at_work.office, what=f"<b>Before</b> {CANARY.upper()} after")
    sought = CANARY[:-2]  # what is sought is not even a word of what was written
    with caplog.at_level(logging.DEBUG):
        answer = post(at_work, sought)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert f"&lt;b&gt;Before&lt;/b&gt; <mark>{sought.upper()}</mark>UM after" in page
    assert reverse("received_open", args=[submission.pk]) in page
    assert "The newest 1 of 1 texts were searched." in page
    assert sought not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert found(sought, caplog.text, str(answer.headers), str(answer.cookies)) == []
    assert sought.upper() not in everything_kept()
    assert sought not in session_of(at_work).lower()
    assert Entry.objects.filter(verb="find", subject_id=str(submission.sealed.record_id)).exists()


def test_a_page_goes_on_by_post_with_a_place_and_no_word_in_an_address(
    committed, at_work, monkeypatch
):
    monkeypatch.setattr(searching, "A_PAGE", 1)
    case = make.make_case(at_work.office, what=CANARY)
    at_work.post(reverse("cases_notes", args=[case.pk]), {"text": CANARY})
    pages = [post(at_work, CANARY).content.decode()]
    assert "Go on" in pages[0]
    assert "The newest 1 of 2" in pages[0]
    after = pages[0].rpartition('name="after" value="')[2].partition('"')[0]
    pages.append(post(at_work, CANARY, after=after).content.decode())
    assert "That is all." in pages[1]
    assert "Go on" not in pages[1]
    assert sorted(reverse("cases_notes", args=[case.pk]) in page for page in pages) == [False, True]
    assert not [page for page in pages if f"?words={CANARY}" in page or f"{CANARY}/" in page]
    nothing = post(at_work, "nowhere at all").content.decode()
    assert "Nothing was found" in nothing
    for wrong in ("None", "../..", "2026-13-01.x", "x" * 60):  # what is no place begins anew
        assert "newest 1 of 2" in post(at_work, CANARY, after=wrong).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "required"),
        ({"words": ""}, "required"),
        ({"words": " \n "}, "required"),
        ({"words": "a"}, "at least two letters"),
        ({"words": "\u0301\u200b"}, "at least two letters"),
        ({"words": "a\x00b"}, "cannot be shown"),
        ({"words": "a\u202eb"}, "hidden mark"),
        ({"words": "x" * 201}, "at most 200"),
        ({"words": " ".join(f"word{n}" for n in range(9))}, "At most 8 words"),
    ],
)
def test_what_cannot_be_searched_is_said(at_work, given, said):
    answer = at_work.post(reverse(SEARCH), given)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Entry.objects.filter(verb="search").exists()


def test_a_vault_that_locked_meanwhile_keeps_what_was_typed(committed, at_work):
    make.make_submission(at_work.office, what=CANARY)
    at_work.post(reverse("vault_lock"))
    assert at_work.get(reverse(SEARCH)).url.startswith(reverse("vault_unlock"))
    page = post(at_work, "typed words").content.decode()
    assert "locked meanwhile" in page
    assert "typed words" in page
    assert Entry.objects.get(outcome="refused").verb == "open"
    assert not Entry.objects.filter(verb="search").exists()


@pytest.mark.requirement("R12.3", "RX.1")
def test_who_reads_nothing_sealed_or_another_desk_finds_nothing(
    committed, at_work, at_desk, with_vault
):
    submission = make.make_submission(at_work.office, what=CANARY)
    other = with_vault("coordinator", desk=make_desk("OTHER"))
    page = post(other, CANARY).content.decode()
    assert "newest 0 of 0" in page
    assert other.get(reverse("received_alike", args=[submission.pk])).status_code == 404
    keyless = with_vault("desk_officer", desk=at_work.desk)
    assert "<mark>" not in post(keyless, CANARY).content.decode()
    assert Entry.objects.filter(verb="search", detail__passed=1).exists()
    for role in ("auditor", "administrator", "reference_editor"):
        client = at_desk(role)
        assert post(client, CANARY).status_code == 403
        assert client.get(reverse("received_alike", args=[submission.pk])).status_code == 403


def test_the_doors_rights_suffice(committed, at_work, as_role_of_desk):
    make.make_submission(at_work.office, what=TOLD)
    one = make.make_submission(at_work.office, what=EDITED)
    with as_role_of_desk():
        assert at_work.get(reverse("received_open", args=[one.pk])).status_code == 200
        assert "<mark>" in post(at_work, "chantier").content.decode()


@pytest.fixture
def as_role_of_desk():
    """Act as the role of the desk on the connection of the test; it commits as the door does."""
    from contextlib import contextmanager

    from rapporteur.kernel.environment import role_name

    @contextmanager
    def wear():
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{role_name("desk")}"')
            try:
                yield
            finally:
                cursor.execute("RESET ROLE")

    return wear


def test_an_opened_submission_names_what_reads_like_it(committed, at_work, caplog, monkeypatch):
    office = at_work.office
    told, edited, short = (
        make.make_submission(office, what=what) for what in (TOLD, EDITED, "Un mot.")
    )
    with caplog.at_level(logging.DEBUG):
        first = at_work.get(reverse("received_open", args=[told.pk])).content.decode()
        page = at_work.get(reverse("received_open", args=[edited.pk])).content.decode()
    assert "Nothing that was compared reads like it." in first
    assert "nearly the same text" in page
    assert reverse("received_open", args=[told.pk]) in page
    assert "Compared with 1 of 1 others" in page
    assert "cannot find what is told again in other words" in page
    assert "too short" in at_work.get(reverse("received_open", args=[short.pk])).content.decode()

    # nothing of a signature lies in the clear
    ((_version, body),) = Scan(at_work.keyring).bodies([told.likeness.sealed_id])
    lowest = body.decode().partition('"lowest": "')[2][:24]
    assert len(lowest) == 24
    assert found(lowest, caplog.text) == []
    assert lowest not in session_of(at_work)

    make.make_submission(office, what=TOLD)
    monkeypatch.setattr(comparing, "ALONE", -1)
    other = make.make_submission(office, what=texts("fr")["game", "told"])
    at_work.get(reverse("received_open", args=[other.pk]))
    alone = at_work.get(reverse("received_alike", args=[edited.pk])).content.decode()
    assert "Compared with 1 of 2" in alone
    further = alone.partition('href="?after=')[2].partition('"')[0]
    last = at_work.get(reverse("received_alike", args=[edited.pk]), {"after": further})
    assert "Compared with 2 of 2" in last.content.decode()
    assert (
        at_work.get(reverse("received_alike", args=[edited.pk]), {"after": "nonsense"}).status_code
        == 200
    )


def test_what_may_be_told_again_is_proposed_by_its_codes(committed, at_work):
    office = at_work.office
    triage = make.describe(make.make_triage(office), office)
    alike = make.describe(make.make_triage(office), office).case
    submission = triage.case.joined.get().submission_id
    page = at_work.get(reverse("received_open", args=[submission])).content.decode()
    assert "May tell of the same" in page
    assert alike.reference in page


def test_a_search_and_an_opening_ask_the_same_number_of_queries(
    committed, at_work, django_assert_num_queries
):
    def opened():
        one = make.make_submission(at_work.office, what=TOLD)
        at_work.get(reverse("received_open", args=[one.pk]))
        return reverse("received_open", args=[one.pk])

    opened()
    address = opened()
    at_work.get(address)
    for _more in range(2):
        with django_assert_num_queries(14):
            post(at_work, "nowhere")
        with django_assert_num_queries(30):
            at_work.get(address)
        opened()
