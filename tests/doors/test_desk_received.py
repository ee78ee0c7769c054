"""The queue of the desk, one submission opened, the answer to it, and the case made of it."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case, Opening
from rapporteur.intake import threads
from rapporteur.intake.models import Message, Thread
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make
from tests.factories.people import make_desk
from tests.factories.vaults import make_keyring

CANARY = "zyxquorum-received"


@pytest.fixture
def officer(at_work):
    return at_work


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_asks_the_same_number_of_queries(officer, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_submission(officer.office)
    officer.get("/")

    with django_assert_num_queries(9):
        officer.get(reverse("received"))


@pytest.mark.django_db
def test_the_queue_shows_marks_and_opens_nothing(officer):
    calm = make.make_submission(officer.office, what=CANARY)
    hurried = make.make_submission(officer.office, soon="yes", name="")

    page = officer.get(reverse("received")).content.decode()

    assert page.index(str(hurried.pk)) < page.index(str(calm.pk))
    assert "cannot wait, not opened" in page
    assert "the source stays unnamed" in page
    assert CANARY not in page
    assert not Opening.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"urgent": "yes"}, {"hurried"}),
        ({"urgent": "no"}, {"calm"}),
        ({"opened": "no"}, {"calm", "hurried"}),
        ({"joined": "yes"}, set()),
        ({"urgent": "nonsense"}, {"calm", "hurried"}),
        ({"page": "900"}, {"calm", "hurried"}),
    ],
)
def test_the_queue_is_filtered(officer, filters, shown):
    found = {
        "calm": make.make_submission(officer.office),
        "hurried": make.make_submission(officer.office, soon="yes"),
    }
    page = officer.get(reverse("received"), filters).content.decode()
    assert {name for name, one in found.items() if str(one.pk) in page} == shown


@pytest.mark.requirement("RX.1")
@pytest.mark.django_db
def test_what_another_desk_received_is_not_there(officer):
    elsewhere = make.make_office("OTHER")
    theirs = make.make_submission(elsewhere)
    assert str(theirs.pk) not in officer.get(reverse("received")).content.decode()
    for name in ("received_open", "received_write", "received_case"):
        assert officer.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert officer.post(reverse(name, args=[theirs.pk])).status_code == 404


@pytest.mark.django_db
def test_a_locked_vault_leads_to_unlock_and_back(officer):
    submission = make.make_submission(officer.office)
    officer.post(reverse("vault_lock"))
    for name in ("received_open", "received_write", "received_case"):
        address = reverse(name, args=[submission.pk])
        answer = officer.get(address)
        assert answer.url.startswith(reverse("vault_unlock"))
        assert address.replace("/", "%2F") in answer.url


@pytest.mark.parametrize("name", ["received_write", "received_case"])
def test_what_was_typed_stays_where_the_vault_locked_meanwhile(committed, officer, name):
    submission = make.make_submission(officer.office)
    officer.post(reverse("vault_lock"))
    field = {"received_write": "text", "received_case": "reference"}[name]
    given = {field: "" if name == "received_case" else CANARY}
    page = officer.post(reverse(name, args=[submission.pk]), given).content.decode()
    assert "locked meanwhile" in page
    assert not Message.objects.exists()
    assert not Case.objects.exists()
    assert given[field] in page


def test_opening_is_journalled_before_it_is_shown(committed, officer):
    submission = make.make_submission(officer.office, what=CANARY, state="XEX")
    address = reverse("received_open", args=[submission.pk])

    page = officer.get(address).content.decode()
    again = officer.get(address).content.decode()

    assert CANARY in page
    assert CANARY in again
    assert "Exerland" in page
    assert "May we write to the Government concerned about this?" in page
    assert "A. Source" not in page
    entries = Entry.objects.filter(verb="read", by=str(officer.person.pk))
    assert [entry.detail["kind"] for entry in entries] == ["intake.submission"] * 2
    assert Opening.objects.get().by == officer.person


def test_an_answer_reaches_the_source_and_a_no_is_kept(committed, officer):
    yes = make.make_submission(officer.office)
    no = make.make_submission(officer.office, may_answer="no")
    for submission in (yes, no):
        address = reverse("received_write", args=[submission.pk])
        assert "has arrived" in officer.get(address).content.decode()
        answer = officer.post(address, {"text": CANARY})
        if submission == yes:
            assert answer.url == reverse("received_open", args=[yes.pk])
        else:
            page = answer.content.decode()
            assert "asked not to be written to" in page
            assert CANARY in page
    letters = threads.read(officer.office.receipts[yes.pk]).letters
    assert [one.text for one in letters] == [CANARY]
    assert Message.objects.count() == 1
    assert CANARY in officer.get(reverse("received_open", args=[yes.pk])).content.decode()


@pytest.mark.parametrize("text", ["", "a\x00b", "a\u202eb", "x" * 12_001])
def test_what_cannot_be_sent_is_said_and_stays(committed, officer, text):
    submission = make.make_submission(officer.office)
    answer = officer.post(reverse("received_write", args=[submission.pk]), {"text": text})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_case_is_made_and_joined_by_its_reference(committed, officer):
    one, other = (make.make_submission(officer.office) for _ in range(2))
    made = officer.post(reverse("received_case", args=[one.pk]), {"reference": ""})
    case = Case.objects.get()
    assert made.url == case.get_absolute_url()

    address = reverse("received_case", args=[other.pk])
    wrong = officer.post(address, {"reference": "C-2222-2222"}).content.decode()
    right = officer.post(address, {"reference": case.reference.lower()})
    again = officer.post(address, {"reference": case.reference}).content.decode()

    assert "No case of your desk" in wrong
    assert "C-2222-2222" in wrong
    assert right.url == case.get_absolute_url()
    assert "already" in again
    assert case.joined.count() == 2
    assert case.reference in officer.get(reverse("received_open", args=[one.pk])).content.decode()


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_the_queue_is_for_those_who_read_what_is_sealed(committed, at_desk, role):
    client = at_desk(role)
    assert client.get(reverse("received")).status_code == 403
    assert client.get(reverse("cases")).status_code == 403
    assert f'href="{reverse("received")}"' not in client.get("/").content.decode()


def test_a_member_of_the_desk_without_its_key_is_told_so(committed, officer, with_vault):
    submission = make.make_submission(officer.office)
    other = with_vault("desk_officer", desk=officer.desk)
    answer = other.get(reverse("received_open", args=[submission.pk]))
    assert answer.status_code == 403
    assert "hands you the key" in answer.content.decode()
    assert not Opening.objects.exists()


def test_someone_of_another_desk_reaches_nothing(committed, officer, with_vault):
    submission = make.make_submission(officer.office)
    other = with_vault("coordinator", desk=make_desk("OTHER"))
    assert other.get(reverse("received_open", args=[submission.pk])).status_code == 404


@pytest.mark.parametrize("page", ["received_open", "received_write", "received_case"])
def test_what_was_changed_in_the_database_is_refused_in_words_and_kept(committed, officer, page):
    submission = make.make_submission(officer.office, what=CANARY)
    Thread.objects.filter(pk=submission.thread_id).update(public_half=make_keyring().key.public)
    before = Message.objects.count()

    address = reverse(page, args=[submission.pk])
    if page == "received_open":
        answer = officer.get(address)
    else:
        answer = officer.post(address, {"text": "an answer"})

    text = answer.content.decode()
    assert "not as its source sealed it" in text
    assert CANARY not in text
    entry = Entry.objects.get(outcome="refused")
    assert "changed in the database" in entry.why
    assert CANARY not in entry.why + str(entry.detail)
    assert (Message.objects.count(), Case.objects.count()) == (before, 0)


@pytest.mark.requirement("M5")
def test_the_coordinator_sees_who_opened_it_and_a_source_is_told_no_name(committed, officer):
    submission = make.make_submission(officer.office, what=CANARY)
    officer.get(reverse("received_open", args=[submission.pk]))
    name = officer.office.officer.name

    ready = officer.get(reverse("received_write", args=[submission.pk]) + "?readers")
    text = ready.context["form"]["text"].value()
    assert "1 person" in text
    assert name not in text

    page = officer.get(reverse("received_readers", args=[submission.pk])).content.decode()
    assert name in page
    assert CANARY not in page
    assert (
        reverse("received_readers", args=[submission.pk])
        in officer.get(reverse("received_open", args=[submission.pk])).content.decode()
    )


@pytest.mark.requirement("M5")
def test_who_lets_nobody_in_sees_no_names_of_readers(committed, officer, beside):
    submission = make.make_submission(officer.office)
    other = beside("desk_officer")
    address = reverse("received_readers", args=[submission.pk])
    assert other.get(address).status_code == 403
    assert address not in other.get(reverse("received_open", args=[submission.pk])).content.decode()
