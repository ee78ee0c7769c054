"""Letters as pages: the way from a case to a reply, who may open what, what is shown and asked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.communications.actions import annexing, replies
from rapporteur.communications.models import Communication, Reply, TextBlock
from rapporteur.documents.readers import akn, docx
from rapporteur.documents.tree import paragraphs, plain
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

CANARY = "zyxquorum-letter"
FACT = "It is reported that [child 1] was promised to a family abroad."


def page(name, *args):
    return reverse(f"communications_{name}", args=args)


def written(letter, **more):
    """Return what the page of writing sends back: all its fields as a browser does."""
    found = TextBlock.objects.of(letter.kind, today())
    blocks = {f"block_{one.number}": one.texts["en"] for one in found if one.number > 2}
    return {
        "read": letter.version,
        "subject": "the alleged placement of a child",
        "facts": FACT,
        "initials_1": "A.B.",
        "age_1": "9",
        **blocks,
        **more,
    }


@pytest.fixture
def office(committed, at_work, beside):
    """The desk of the client, with a second reader and a mandate-holder who have clients too."""
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


def text(answer):
    return answer.content.decode()


@pytest.mark.requirement("R31.2")
def test_a_letter_walks_from_its_case_to_a_classified_reply(office, at_work):
    case = make.make_decided_case(office)
    at_work.post(
        page("begin", case.pk),
        {
            "kind": "AL",
            "addressee_kind": "state",
            "state": "XEX",
            "subject": "a placement",
            "language": "en",
        },
    )
    letter = Communication.objects.get()
    assert at_work.post(page("write", letter.pk), written(letter)).status_code == 302
    at_work.post(page("propose", letter.pk))
    for line in letter.lines.all():
        letter.refresh_from_db()
        at_work.post(
            page("line", letter.pk, line.pk), {"read": letter.annex_version, "use": "internal"}
        )
    assert not letter.lines.unsettled().exists()
    at_work.post(page("step", letter.pk, "submit"))
    for kind in ("gender", "interests"):
        at_work.reader.post(page("review", letter.pk), {"kind": kind, "words": "seen"})
    letter.refresh_from_db()
    at_work.post(page("checklist", letter.pk), make.posted_checklist(letter))
    at_work.reader.post(page("step", letter.pk, "approve"), {"words": "read"})
    at_work.holder.post(page("step", letter.pk, "sign"))
    at_work.post(page("reference", letter.pk), {"text": "AL XEX 1/2026"})
    at_work.post(page("step", letter.pk, "send"))
    letter.refresh_from_db()
    assert (letter.state, letter.reference) == ("sent", "AL XEX 1/2026")

    at_work.post(page("export", letter.pk), {"channel": "note", "why": "no_group"})
    at_work.post(
        page("log", letter.pk),
        {"received_on": today(), "channel": "note", "language": "fr", "text": "Une réponse."},
    )
    reply = Reply.objects.get()
    assert "Une réponse." in text(at_work.get(page("reply", reply.pk)))
    at_work.post(page("reply", reply.pk), {"reply_class": "SUBSTANTIVE", "why": "it answers"})
    at_work.post(page("tell", letter.pk), {"text": "There is news."})
    letter.refresh_from_db()
    assert letter.state == "replied"
    assert letter.case.joined.get().submission.thread.messages.filter(from_desk=True).exists()
    shown = text(at_work.get(page("letter", letter.pk)))
    for words in ("reply received: note verbale", "answers the questions", "AL XEX 1/2026"):
        assert words in shown


@pytest.mark.requirement("R28.3")
@pytest.mark.parametrize("kind", ["company", "organization", "other"])
def test_a_letter_without_a_door_says_how_it_goes_out_and_is_printed(office, at_work, kind):
    signed = make.make_signed(office, addressee_kind=kind, addressee="An Exerland body")
    no_door = "There is no door for this addressee."
    assert no_door in text(at_work.get(page("letter", signed.pk)))
    letter = make.make_sent(office, signed)
    shown = text(at_work.get(page("letter", letter.pk)))
    assert no_door in shown
    assert "It has not gone out yet." in shown
    assert page("export", letter.pk) in shown

    answer = at_work.post(
        page("export", letter.pk), {"channel": "post", "why": "no_group"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == page("read", letter.pk)
    printed = text(answer)
    for words in ("An Exerland body", "promised to a family abroad", letter.authenticity):
        assert words in printed
    assert Entry.objects.filter(verb="read", subject_id=str(letter.rendition_id)).exists()
    shown = text(at_work.get(page("letter", letter.pk)))
    assert "the addressee has no key at the missions door" in shown
    assert "It has not gone out yet." not in shown


@pytest.mark.parametrize("given", [{}, {"channel": "door", "why": "door"}, {"channel": "post"}])
def test_an_export_without_way_or_reason_delivers_nothing(office, at_work, given):
    letter = make.make_sent(office)

    answer = at_work.post(page("export", letter.pk), given)

    assert (answer.status_code, letter.deliveries.count()) == (200, 0)


def test_reading_a_letter_is_journalled_before_it_is_shown(office, at_work):
    letter = make.make_written(office)
    before = Entry.objects.filter(verb="read", subject_id=str(letter.record_id)).count()
    shown = text(at_work.get(page("read", letter.pk)))
    assert "A.B., aged 9 was promised" in shown
    assert Entry.objects.filter(verb="read", subject_id=str(letter.record_id)).count() == before + 1


NEEDS = ("read", "write", "review", "tell")


@pytest.mark.parametrize("name", NEEDS)
def test_a_locked_vault_leads_to_unlock_and_back(office, at_work, name):
    letter = make.make_written(office)
    at_work.post(reverse("vault_lock"))
    answer = at_work.get(page(name, letter.pk))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("vault_unlock"))
    assert page(name, letter.pk).replace("/", "%2F") in answer.url.replace("/", "%2F")


def test_what_was_typed_comes_back_where_the_vault_locked_meanwhile(office, at_work):
    letter = make.make_written(office)
    at_work.post(reverse("vault_lock"))
    shown = text(at_work.post(page("write", letter.pk), written(letter, facts=CANARY)))
    assert "locked meanwhile" in shown
    assert CANARY in shown
    letter.refresh_from_db()
    assert letter.version == 2


def test_what_someone_else_saved_meanwhile_is_told_and_nothing_is_lost(office, at_work):
    letter = make.make_written(office)
    given = written(letter, facts=CANARY)
    make.write(letter, office)
    shown = text(at_work.post(page("write", letter.pk), given))
    assert "saved this letter meanwhile" in shown
    assert CANARY in shown


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"facts": "The guilty man did it."}, "makes no finding"),
        ({"facts": "Our source told us."}, "No source is told of"),
        ({"facts": "He was there."}, "Tell it as reported"),
        ({"subject": "a case of child prostitution"}, "Write: "),
    ],
)
def test_advice_stands_beside_what_it_is_about(office, at_work, given, words):
    letter = make.make_written(office)
    at_work.post(page("write", letter.pk), written(letter, **given))
    assert words in text(at_work.get(page("write", letter.pk)))


@pytest.mark.requirement("C7")
def test_each_date_says_why_on_the_page(office, at_work):
    letter = make.make_sent(office)
    until = letter.reply_due + timedelta(days=9)
    request = replies.ask_time(letter, until=until, why=CANARY, by=office.officer)
    replies.grant_time(request, until=until, why=CANARY, by=office.officer)
    shown = text(at_work.get(page("letter", letter.pk)))
    assert shown.count("Why this day") == 2
    for words in ("It starts on", "60 calendar days", "Rule since", "More time until"):
        assert words in shown
    assert "No reply received as of" in shown
    assert "missed" not in shown
    assert CANARY not in shown


@pytest.mark.requirement("R23.4")
def test_where_a_state_stands_is_on_the_page_of_the_officer_alone(office, at_work):
    letter = make.make_written(office)
    annexing.propose(letter, by=office.officer)
    annex = text(at_work.get(page("annex", letter.pk)))
    assert "not known" in annex or "not in force" in annex
    letter_as_read = text(at_work.get(page("read", letter.pk)))
    assert "OPSC" not in letter_as_read


def test_a_provision_is_added_by_its_name(office, at_work):
    letter = make.make_written(office)
    at_work.post(page("annex", letter.pk), {"provision": "CRC article 34"})
    assert letter.lines.get().provision.number == "34"
    shown = text(at_work.post(page("annex", letter.pk), {"provision": "something"}))
    assert "Name one article" in shown


def test_a_step_that_is_not_possible_says_why_on_the_page_and_when_tried(office, at_work):
    letter = make.make_submitted(office)
    shown = text(at_work.get(page("letter", letter.pk)))
    assert "wrote none of it" in shown
    tried = text(at_work.post(page("step", letter.pk, "approve"), {"words": "ok"}))
    assert "wrote none of it" in tried
    assert Entry.objects.filter(outcome="refused", verb="approve").exists()


def test_time_is_answered_on_its_page(office, at_work):
    letter = make.make_sent(office)
    until = letter.reply_due + timedelta(days=9)
    at_work.post(page("ask", letter.pk), {"asked_on": today(), "until": until, "why": "much"})
    request = letter.time_requests.get()
    assert "much" in text(at_work.get(page("time", request.pk)))
    missing = at_work.post(page("time", request.pk), {"answer": "grant", "why": "yes"})
    assert "Name the day" in text(missing)
    at_work.post(page("time", request.pk), {"answer": "grant", "until": until, "why": "as asked"})
    letter.refresh_from_db()
    assert letter.reply_due == until
    assert "as asked" in text(at_work.get(page("time", request.pk)))


def test_time_is_given_by_an_amount_on_its_page(office, at_work):
    letter = make.make_sent(office)
    until = letter.reply_due + timedelta(days=9)
    at_work.post(page("ask", letter.pk), {"asked_on": today(), "until": until, "why": "much"})
    request = letter.time_requests.get()
    missing = at_work.post(page("time", request.pk), {"answer": "days", "why": "yes"})
    assert "Say how many" in text(missing)
    at_work.post(page("time", request.pk), {"answer": "days", "amount": "5", "why": "as asked"})
    due = letter.reply_due
    letter.refresh_from_db()
    assert letter.reply_due == due + timedelta(days=5)
    assert "+ 5 calendar days" in text(at_work.get(page("letter", letter.pk)))


def test_the_clock_stands_still_and_goes_on_on_its_page(office, at_work):
    letter = make.make_sent(office)
    assert at_work.post(page("clock", letter.pk), {"why": " "}).status_code == 200
    assert not letter.pauses.exists()
    at_work.post(page("clock", letter.pk), {"why": "The note was sent back."})
    shown = text(at_work.get(page("letter", letter.pk)))
    assert "stands still since" in shown
    assert "sent back" not in shown
    assert "waited for is there" in text(at_work.post(page("clock", letter.pk), {}))
    assert at_work.post(page("clock", letter.pk), {"sure": "on"}).url == letter.get_absolute_url()
    shown = text(at_work.get(page("letter", letter.pk)))
    assert "0 days are given back" in shown
    assert "stands still since" not in shown


def test_a_source_that_said_no_to_an_answer_is_left_alone(office, at_work):
    letter = make.make_sent(
        office,
        make.make_signed(
            office,
            make.make_approved(
                office,
                make.make_submitted(
                    office,
                    make.make_written(
                        office,
                        make.make_letter(office, make.make_decided_case(office, may_answer="no")),
                    ),
                ),
            ),
        ),
    )
    shown = text(at_work.post(page("tell", letter.pk), {"text": CANARY}))
    assert "No source of this case lets us" in shown


def test_other_pages_answer_as_they_should(office, at_work):
    letter = make.make_letter(office)
    assert at_work.get(page("step", letter.pk, "fly")).status_code == 404
    at_work.post(page("choose", letter.pk), {"continuing": "on"})
    letter.refresh_from_db()
    assert letter.continuing
    shown = text(at_work.post(page("choose", letter.pk), {"names_child": "on"}))
    assert "no consent to name the child" in shown
    assert at_work.get(page("begin", letter.case.pk)).status_code == 200


@pytest.mark.parametrize("country", ["\0", "XEX\0", "ZZZ"])
def test_an_addressee_that_is_no_country_is_told_and_no_letter_begins(office, at_work, country):
    case = make.make_decided_case(office)
    asked = {"kind": "AL", "addressee_kind": "state", "state": country, "subject": "a placement"}

    answer = at_work.post(page("begin", case.pk), {**asked, "language": "en"})

    assert (answer.status_code, "state" in answer.context["form"].errors) == (200, True)
    assert not Communication.objects.exists()


OF_A_LETTER = (
    *("letter", "read", "write", "choose", "annex", "review"),
    *("reference", "export", "log", "ask", "tell", "clock", "tried"),
)


@pytest.mark.parametrize("name", OF_A_LETTER)
def test_a_letter_of_another_desk_is_not_there(office, at_work, with_vault, name):
    letter = make.make_letter(office)
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page(name, letter.pk)).status_code == 404
    assert at_work.get(page(name, letter.pk)).status_code == 200


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
@pytest.mark.parametrize("name", ["communications", "communications_letter"])
def test_roles_without_a_key_open_no_page_of_letters(office, at_desk, role, name):
    letter = make.make_letter(office)
    client = at_desk(role, desk=office.desk)
    args = [letter.pk] if name.endswith("letter") else []
    assert client.get(reverse(name, args=args)).status_code == 403
    assert "Communications" not in text(client.get("/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(office, at_work, django_assert_num_queries, rows):
    for _row in range(rows):
        make.make_letter(office)
    at_work.get("/")
    with django_assert_num_queries(8):
        shown = text(at_work.get(reverse("communications")))
    assert shown.count("L-") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_letter_asks_the_same_number_of_queries(
    office, at_work, django_assert_num_queries, rows
):
    letter = make.make_sent(office)
    for _row in range(rows):
        make.make_reply(office, letter)
        replies.ask_time(
            letter, until=letter.reply_due + timedelta(days=9), why="much", by=office.officer
        )
    at_work.get("/")
    with django_assert_num_queries(31):
        at_work.get(page("letter", letter.pk))


def test_letters_are_found_by_state_kind_and_reply(office, at_work):
    letter = make.make_sent(office, days_ago=70)
    for filters, shown in (
        ({}, True),
        ({"state": "sent"}, True),
        ({"state": "draft"}, False),
        ({"kind": "AL"}, True),
        ({"kind": "UA"}, False),
        ({"addressee_kind": "company"}, False),
        ({"reply": "none"}, True),
        ({"reply": "due"}, True),
        ({"mine": "on"}, True),
        ({"state": "lost"}, True),
    ):
        found = letter.code in text(at_work.get(reverse("communications"), filters))
        assert found is shown, filters


def test_today_says_what_waits_of_letters(office, at_work):
    read = make.make_submitted(office)
    sign = make.make_approved(office)
    send = make.make_signed(office)
    late = make.make_sent(office, days_ago=70)
    answered = make.make_sent(office)
    make.make_reply(office, answered)
    replies.ask_time(
        answered, until=answered.reply_due + timedelta(days=9), why="much", by=office.officer
    )
    officer, reader, holder = (
        text(client.get("/")) for client in (at_work, at_work.reader, at_work.holder)
    )
    assert f"Read {read.code} as second reader" in reader
    assert f"Read {read.code} as second reader" not in officer
    assert f"Sign {sign.code}" in holder
    assert f"Sign {sign.code}" not in officer
    assert f"Send {send.code}" in officer
    assert f"{late.code}: no reply on record" in officer
    assert "No reply received as of" in officer
    assert "may become public" in officer
    assert f"Read the reply to {answered.code}" in officer
    assert f"Answer on more time for {answered.code}" in officer


@pytest.mark.parametrize("ending", ["docx", "xml"])
def test_a_draft_is_taken_along_as_a_file_that_says_so_and_the_journal_knows(
    office, at_work, ending
):
    letter = make.make_written(office)
    read = Entry.objects.filter(verb="read", subject_id=str(letter.record_id))
    before = read.count()

    answer = at_work.get(page("file", letter.pk, ending))

    assert (answer.status_code, read.count()) == (200, before + 1)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="{letter.code}.{ending}"'
    reader = {"docx": docx, "xml": akn}[ending]
    told = [plain(one.runs) for one in paragraphs(reader.read(answer.content).document.body)]
    assert told[:2] == [
        "Exercise: this letter is made up. Nobody wrote it and nobody received it.",
        "Draft: this was not sent.",
    ]
    assert any("A.B., aged 9 was promised" in one for one in told)


def test_a_file_needs_an_open_vault_and_a_known_form(office, at_work):
    letter = make.make_written(office)
    assert at_work.get(page("file", letter.pk, "exe")).status_code == 404
    at_work.post(reverse("vault_lock"))
    assert at_work.get(page("file", letter.pk, "docx")).url.startswith(reverse("vault_unlock"))
