"""Letters at the missions door: what one State sees and sends, and what no other State can."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from rapporteur.communications.models import Reply
from rapporteur.documents.readers import akn, docx
from rapporteur.documents.tree import paragraphs, plain
from rapporteur.doors.documents import FORMS
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.models import SealedRecord, Version, Wrap
from rapporteur.people.desks.models import MissionMembership
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_sent, make_signed, opened
from tests.factories.law import make_country
from tests.factories.people import make_account, sign_in
from tests.factories.vaults import BY, PHRASE, make_keyring
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R31.2")]


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    return make_office()


@pytest.fixture
def mission(office):
    """Return the officer of Exerland's Mission and a letter that was sent to it."""
    account, ring = make_mission(office)
    account.letter, account.ring = make_sent(office), ring
    connection.check_constraints()
    return account


@pytest.fixture
def client(door, mission):
    """Return a client of the missions door with an open vault."""
    client = sign_in(door("missions"), mission)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def make_other_mission():
    """Return an officer of another State, with a key of its Mission."""
    account = make_account("missions")
    ring = make_keyring(account.pk)
    country = make_country("XQQ")
    vault.found_group("mission", "mission/XQQ", "Another Mission", ring, by=BY)
    MissionMembership.objects.create(account=account, country=country, since=today())
    account.ring = ring
    return account


def page(client, name, letter):
    answer = client.get(reverse(name, args=[letter.pk]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(client, name, letter, **given):
    return client.post(reverse(name, args=[letter.pk]), {"once": new_id(), **given})


def upload(data, name="reply.pdf", kind=PDF_TYPE):
    return SimpleUploadedFile(name, data, kind)


# Reading


def test_the_list_names_the_letter_and_its_dates_and_opens_nothing(client, mission):
    before = Entry.objects.filter(verb="read").count()
    shown = client.get("/").content.decode()

    assert mission.letter.code in shown
    assert "Reply asked for by" in shown
    assert "Confidential until" in shown
    assert Entry.objects.filter(verb="read").count() == before


@pytest.mark.requirement("C7")
def test_the_letter_is_shown_with_its_code_and_its_dates_explained(client, mission):
    shown = page(client, "letters_letter", mission.letter)

    assert mission.letter.authenticity in shown
    assert "promised to a family abroad" in shown
    assert "It starts on" in shown
    assert "Rule in force since" in shown
    assert "In which words" in shown


def test_reading_is_in_the_journal(client, mission):
    page(client, "letters_letter", mission.letter)

    entry = Entry.objects.get(verb="read", by=str(mission.pk))
    assert entry.subject_id == str(mission.letter.rendition_id)


def test_a_locked_vault_leads_to_unlock_and_back(client, mission):
    client.post(reverse("vault_lock"))
    address = reverse("letters_letter", args=[mission.letter.pk])

    assert (
        client.get(address).url == f"{reverse('vault_unlock')}?next={address.replace('/', '%2F')}"
    )


@pytest.mark.parametrize("name", ["letter", "sent", "reply", "time", "correct"])
def test_what_was_not_sent_is_not_there(client, office, name):
    letter = make_signed(office)

    assert client.get(reverse(f"letters_{name}", args=[letter.pk])).status_code == 404


def test_the_door_works_with_its_own_rights_only(client, mission, as_role):
    connection.check_constraints()
    with as_role("missions"):
        page(client, "letters_letter", mission.letter)
        answers = [
            post(client, "letters_reply", mission.letter, text="We looked into it.", language="en"),
            post(client, "letters_reply", mission.letter, file=upload(pdf("Our reply"))),
            post(client, "letters_time", mission.letter, until="2099-01-01", why="Courts."),
            post(client, "letters_correct", mission.letter, fact="A", right="B"),
        ]
        assert [answer.status_code for answer in answers] == [302] * 4
        assert "We looked into it." in page(client, "letters_sent", mission.letter)


# Another State


@pytest.mark.requirement("M4")
@pytest.mark.parametrize("name", ["letter", "sent", "reply", "time", "correct"])
def test_another_mission_sees_nothing_and_adds_nothing(door, mission, name):
    other = make_other_mission()
    client = sign_in(door("missions"), other)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    address = reverse(f"letters_{name}", args=[mission.letter.pk])

    assert mission.letter.code not in client.get("/").content.decode()
    assert client.get(address).status_code == 404
    assert client.post(address, {"once": new_id(), "text": "x"}).status_code in (404, 405)
    assert not Reply.objects.exists()


@pytest.mark.requirement("A2")
def test_another_mission_cannot_open_it_even_with_the_row_in_hand(mission):
    other = make_other_mission()
    version = Version.objects.get(record=mission.letter.rendition)
    group = version.wraps.get(epoch__recipient__subject="mission/XEX").epoch.recipient_id

    assert opened(version, None, mission.ring, group)["code"] == mission.letter.code
    with pytest.raises(Exception, match="key"):
        opened(version, None, other.ring, group)


def test_the_role_sees_nothing_that_is_sealed_to_the_desk_alone(mission, as_role):
    assert SealedRecord.objects.filter(kind="cases.note").exists() or Wrap.objects.count() > 2
    connection.check_constraints()
    with as_role("missions"):
        kinds = set(SealedRecord.objects.values_list("kind", flat=True))
        versions = Version.objects.count()
        readers = set(Wrap.objects.values_list("epoch__recipient__kind", flat=True))

    assert (kinds, versions, readers) == ({"communications.rendition"}, 1, {"mission"})


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT record_id FROM communications_communication",
        "SELECT * FROM communications_reply",
        "SELECT sealed_id FROM communications_replyfile",
        "SELECT * FROM communications_release",
        "SELECT answered_by_id FROM communications_correction",
        "UPDATE communications_reply SET language = ''",
        "UPDATE communications_correction SET state = 'answered'",
        "DELETE FROM vault_wrap",
        "UPDATE vault_version SET envelope = ''",
        "SELECT * FROM cases_case",
        "SELECT name FROM desks_desk",
    ],
)
def test_the_role_may_do_no_more_than_its_pages_need(committed, as_role, statement):
    with (
        pytest.raises(Exception, match="permission denied"),
        as_role("missions"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


# Counting


def test_the_list_asks_as_often_for_three_letters_as_for_one(
    client, office, django_assert_num_queries
):
    with connection.execute_wrapper(counting := Counting()):
        client.get("/")
    one = counting.number
    for _letter in range(2):
        make_sent(office)
    with connection.execute_wrapper(counting := Counting()):
        client.get("/")

    assert counting.number == one


class Counting:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_every_page_stands_in_six_languages(client, mission, language):
    mission.language = language
    mission.save(update_fields=["language"])

    for name in ("letter", "sent", "reply", "time", "correct"):
        assert f'<html lang="{language}"' in page(client, f"letters_{name}", mission.letter)


@pytest.mark.parametrize("ending", ["docx", "xml"])
def test_a_mission_takes_its_letter_along_as_a_file(client, mission, ending):
    letter = mission.letter
    address = reverse("letters_file", args=[letter.pk, ending])
    assert f'href="{address}"' in page(client, "letters_letter", letter)
    read = Entry.objects.filter(verb="read", subject_id=str(letter.rendition_id))
    before = read.count()

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, FORMS[ending].media)
    assert "no-store" in answer["Cache-Control"]
    assert read.count() == before + 1
    reader = {"docx": docx, "xml": akn}[ending]
    told = [plain(one.runs) for one in paragraphs(reader.read(answer.content).document.body)]
    assert f"Authenticity code: {letter.authenticity}" in told
    assert not any("not sent" in one for one in told)


def test_no_file_of_another_form_another_state_or_a_locked_vault(client, mission, door):
    letter = mission.letter
    address = reverse("letters_file", args=[letter.pk, "docx"])
    assert client.get(reverse("letters_file", args=[letter.pk, "exe"])).status_code == 404
    client.post(reverse("vault_lock"))
    assert client.get(address).url.startswith(reverse("vault_unlock"))
    other = make_other_mission()
    assert sign_in(door("missions"), other).get(address).status_code == 404
