"""Public versions as pages: taking away, the preview, two persons, the checks, withdrawing."""

import pytest
from django.urls import reverse

from rapporteur.communications.actions import files, publishing, replies
from rapporteur.communications.models import PublicRendition
from rapporteur.communications.publishing.redaction import Words
from rapporteur.doors.desk.publication_forms import AT_ONCE, SIGNS, label_of, slices
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.publication.models import PublishedLetter, PublishedReply
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk
from tests.kernel.files.documents import DOCX_TYPE, docx

CANARY = "zyxquorum-public"
FACT = "It is reported that child 1 was promised to a family abroad."


def page(name, *args):
    return reverse(f"publications_{name}", args=args)


def text(answer):
    return answer.content.decode()


def typed(rendition, office, **more):
    """Return what the page of taking away sends back: all its fields as a browser does."""
    words = make.public_words_of(rendition, office)
    given = {"read": rendition.version, "everywhere": "", "everywhere_reason": "person"}
    for key, passage in slices(words)[0]:
        given |= {f"text_{key}": passage, f"reason_{key}": "child"}
    return {**given, **more}


@pytest.fixture
def office(committed, at_work, beside):
    """The desk of the client, with a second person who has a client too."""
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


def publish(at_work, rendition, **given):
    """Hand up, approve and publish version 2 by the pages."""
    at_work.post(page("step", rendition.pk, "up"), {"read": 2})
    at_work.reader.post(page("step", rendition.pk, "approve"), {"read": 2})
    data = {"read": 2, "why_no_address": "none", **given}
    return at_work.post(page("step", rendition.pk, "publish"), data)


@pytest.mark.requirement("R31.2", "C13")
def test_a_letter_walks_to_the_public(office, at_work):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    shown = text(at_work.get(reverse("communications_letter", args=[letter.pk])))
    assert page("letter", letter.pk) in shown
    at_work.post(page("letter", letter.pk))
    rendition = PublicRendition.objects.get()
    marked = FACT.replace("a family abroad", "[[a family abroad]]")
    answer = at_work.post(
        page("write", rendition.pk),
        typed(rendition, office, **{"text_fact-1": marked, "everywhere": "promised\nzzzz"}),
    )
    assert answer.url == page("preview", rendition.pk)
    shown = text(at_work.get(page("preview", rendition.pk)))
    for words in ("removed to protect a child", "“promised”", "1 time", "0 times", "child 1"):
        assert words in shown
    assert "family abroad" not in shown

    at_work.post(page("step", rendition.pk, "up"), {"read": 2})
    refused = at_work.post(page("step", rendition.pk, "approve"), {"read": 2})
    assert "prepared none of it" in text(refused)
    shown = text(at_work.reader.get(page("step", rendition.pk, "approve")))
    assert "removed to protect a child" in shown
    at_work.reader.post(page("step", rendition.pk, "approve"), {"read": 2})
    checks = text(at_work.get(page("step", rendition.pk, "publish")))
    assert checks.count('"status done">holds') == 7
    address = {"read": 2, "official_address": "https://example.org/1", "why_no_address": ""}
    assert at_work.post(page("step", rendition.pk, "publish"), address).status_code == 302
    assert PublishedLetter.objects.get().official_address == "https://example.org/1"


@pytest.mark.requirement("R31.2")
def test_a_reply_walks_after_its_letter_and_both_can_be_withdrawn(office, at_work):
    rendition = make.publish(office)
    letter = rendition.communication
    reply = make.make_reply(office, letter, text=f"Thank you.\n\n{CANARY} answers.")
    at_work.post(page("reply", reply.pk))
    second = PublicRendition.objects.get(reply=reply)
    at_work.post(page("write", second.pk), typed(second, office, **{"whole_text-2": "on"}))
    publish(at_work, second)
    assert PublishedReply.objects.get().words["passages"] == [
        [{"text": "Thank you."}],
        [{"removed": "child"}],
    ]
    shown = text(at_work.get(reverse("communications_letter", args=[letter.pk])))
    for words in ("made public", "reply made public", "Letter: what is public"):
        assert words in shown

    at_work.post(page("step", rendition.pk, "withdraw"), {"why": CANARY})
    assert not PublishedLetter.objects.exists()
    assert not PublishedReply.objects.exists()
    shown = text(at_work.get(page("preview", rendition.pk)))
    assert CANARY in shown
    assert "Withdrawn by" in shown


@pytest.mark.requirement("R40.2")
def test_the_page_of_approval_asks_for_the_childs_interests_where_a_child_wrote(office, at_work):
    rendition = make.make_handed_up(office)
    letter = rendition.communication
    letter.case.joined.update(writer="child")
    shown = text(at_work.reader.get(page("step", rendition.pk, "approve")))
    assert "you weigh it for the child" in shown
    refused = text(at_work.reader.post(page("step", rendition.pk, "approve"), {"read": 1}))
    assert "A child wrote: write" in refused
    at_work.reader.post(page("step", rendition.pk, "approve"), {"read": 1, "interests": CANARY})
    assert CANARY in text(at_work.get(page("preview", rendition.pk)))


def test_what_is_handed_back_says_why_on_its_page(office, at_work):
    rendition = make.make_handed_up(office)
    at_work.reader.post(page("step", rendition.pk, "back"), {"words": CANARY})
    assert CANARY in text(at_work.get(page("preview", rendition.pk)))
    assert make.fresh(rendition).state == "prepared"


def test_the_checks_say_one_by_one_what_does_not_hold(office, at_work):
    case = make.make_decided_case(office, may_publish="no")
    letter = make.make_sent(office, make.make_signed_on(office, case), days_ago=9)
    rendition = make.make_cleared(office, make.make_prepared(office, letter))
    shown = text(at_work.get(page("step", rendition.pk, "publish")))
    assert shown.count('"status done">holds') == 5
    assert shown.count('"status open">does not hold') == 2
    assert "confidential period is not over" in shown
    assert "has not allowed publication" in shown
    answer = at_work.post(
        page("step", rendition.pk, "publish"), {"read": 1, "why_no_address": CANARY}
    )
    assert CANARY in text(answer)
    assert not PublishedLetter.objects.exists()
    assert Entry.objects.filter(outcome="refused").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text_fact-1": "It is [[reported."}, "has no ]]"),
        ({"text_fact-1": "It is [[rep[[orted]]."}, "within brackets"),
        ({"text_fact-1": f"Other words {CANARY}"}, "Only brackets may be added"),
        ({"text_fact-1": f"{CANARY}\x00"}, "cannot be shown"),
        ({"text_fact-1": f"{CANARY}\u202e"}, "turns the direction"),
        ({"text_fact-1": "a" * 40_000}, "at most"),
        ({"everywhere": "a"}, "two letters"),
        ({"everywhere": "a" * 5_000}, "at most"),
        ({"everywhere_reason": "because"}, "not one of the available choices"),
        ({"reason_fact-1": "because"}, "not one of the available choices"),
        ({"read": "x"}, "whole number"),
        ({"read": "7"}, "saved this meanwhile"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_typed_is_lost(office, at_work, given, words):
    rendition = make.make_prepared(office)
    data = typed(rendition, office, **{"everywhere": f"{CANARY}-kept", **given})
    answer = at_work.post(page("write", rendition.pk), data)
    shown = text(answer)
    assert answer.status_code == 200
    assert words in shown
    if "everywhere" not in given:
        assert f"{CANARY}-kept" in shown
    assert make.fresh(rendition).version == 1


def test_what_was_typed_comes_back_where_the_vault_locked_meanwhile(office, at_work):
    rendition = make.make_prepared(office)
    data = typed(rendition, office, **{"text_fact-1": f"[[{CANARY}]]", "everywhere": "abroad"})
    at_work.post(reverse("vault_lock"))
    shown = text(at_work.post(page("write", rendition.pk), data))
    assert "locked meanwhile" in shown
    assert f"[[{CANARY}]]" in shown
    assert "abroad" in shown
    assert make.fresh(rendition).version == 1
    again = at_work.post(page("step", rendition.pk, "up"), {"read": 1})
    assert "locked meanwhile" in text(again)
    begun = at_work.post(page("letter", rendition.communication_id))
    assert "locked meanwhile" in text(begun)


def test_a_preview_with_a_locked_vault_leads_to_unlock(office, at_work):
    rendition = make.make_handed_up(office)
    at_work.post(reverse("vault_lock"))
    for name, *more in (("preview",), ("write",), ("step", "approve")):
        answer = at_work.get(page(name, rendition.pk, *more))
        assert answer.url.startswith(reverse("vault_unlock"))
    shown = text(at_work.post(page("step", rendition.pk, "back"), {"words": ""}))
    assert "required" in shown


def test_a_long_text_is_taken_in_parts_and_each_keeps_what_the_others_took(office, at_work):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    told = "\n\n".join(f"Paragraph {number} of {CANARY}." for number in range(1, 43))
    reply = make.make_reply(office, letter, text=told)
    rendition = make.make_prepared(office, letter, reply=reply)
    first = at_work.post(
        page("write", rendition.pk), typed(rendition, office, **{"whole_text-1": "on"})
    )
    assert first.url == f"{page('write', rendition.pk)}?part=2"
    shown = text(at_work.get(first.url))
    assert "Paragraph 21 of" in shown
    assert "Paragraph 20 of" not in shown
    last = text(at_work.get(f"{page('write', rendition.pk)}?part=99"))
    assert "Paragraph 42 of" in last
    for part in ("0", "-1", "x", "٣"):
        assert "Paragraph 1 of" in text(at_work.get(page("write", rendition.pk), {"part": part}))
    assert make.public_words_of(make.fresh(rendition), office).taken["text-1"].whole


def test_passages_come_in_lots_that_a_page_holds():
    long = Words(passages=(("text-1", "a" * SIGNS), ("text-2", "b"), ("text-3", "c")))
    assert [len(lot) for lot in slices(long)] == [1, 2]
    many = Words(passages=tuple((f"text-{n}", "a") for n in range(AT_ONCE + 1)))
    assert [len(lot) for lot in slices(many)] == [AT_ONCE, 1]
    assert slices(Words(passages=())) == [[]]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("subject", "Subject"),
        ("fact-2", "Fact 2"),
        ("text-3", "Paragraph 3"),
        ("page-1-4", "Text of the file, passage 4"),
    ],
)
def test_each_passage_says_what_it_is(key, label):
    assert label_of(key) == label
    assert label_of("part-8")


@pytest.mark.requirement("C13")
def test_the_text_of_a_file_is_taken_from_and_its_original_is_never_public(office, at_work):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    make.publish(office, make.make_cleared(office, make.make_prepared(office, letter)))
    taken = files.Taken.of("r.docx", DOCX_TYPE, docx(f"The file of {CANARY} says."))
    reply = replies.log_reply(
        letter, text="", received_on=today(), channel="post", by=office.officer, file=taken
    )
    at_work.post(page("reply", reply.pk))
    rendition = PublicRendition.objects.get(reply=reply)
    at_work.post(page("write", rendition.pk), typed(rendition, office, everywhere=CANARY.upper()))
    publish(at_work, rendition)
    assert PublishedReply.objects.get().words == {
        "passages": [],
        "files": [[[{"text": "The file of "}, {"removed": "person"}, {"text": " says."}]]],
    }


OF_A_VERSION = (("preview",), ("write",), ("step", "up"), ("step", "publish"), ("step", "withdraw"))


@pytest.mark.parametrize("name", OF_A_VERSION)
def test_a_public_version_of_another_desk_is_not_there(office, at_work, with_vault, name):
    rendition = make.make_prepared(office)
    reply = make.make_reply(office, rendition.communication)
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    address = page(name[0], rendition.pk, *name[1:])
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"read": 1, "why": "x"}).status_code == 404
    assert stranger.post(page("reply", reply.pk)).status_code == 404
    assert stranger.post(page("letter", rendition.communication_id)).status_code == 404
    assert at_work.get(address).status_code == 200


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_roles_without_a_key_open_no_public_version(office, at_desk, role):
    rendition = make.make_prepared(office)
    client = at_desk(role, desk=office.desk)
    for name in OF_A_VERSION:
        assert client.get(page(name[0], rendition.pk, *name[1:])).status_code == 403


def test_a_step_that_there_is_not_is_not_there(office, at_work):
    rendition = make.make_prepared(office)
    assert at_work.get(page("step", rendition.pk, "fly")).status_code == 404


def test_what_must_not_be_public_is_said_on_the_preview(office, at_work):
    case = make.make_decided_case(office, may_publish="yes")
    letter = make.make_letter(office, case, addressee_kind="other", addressee="Mx. Zornwald")
    sent = make.make_sent(
        office,
        make.make_signed(
            office,
            make.make_approved(
                office, make.make_submitted(office, make.make_written(office, letter))
            ),
        ),
        days_ago=61,
    )
    rendition = make.make_prepared(office, sent)
    shown = text(at_work.get(page("preview", rendition.pk)))
    assert "still stands in it: Mx. Zornwald" in shown
    refused = text(at_work.post(page("step", rendition.pk, "up"), {"read": 1}))
    assert "still stands in it: Mx. Zornwald" in refused


def test_reading_what_will_be_public_is_journalled_before(office, at_work):
    rendition = make.make_prepared(office)
    read = Entry.objects.filter(verb="read", subject_id=str(rendition.record_id))
    before = read.count()
    at_work.get(page("preview", rendition.pk))
    assert read.count() == before + 1


def test_today_says_what_waits_of_public_versions(office, at_work):
    waiting = make.make_handed_up(office)
    approved = make.make_cleared(office)
    letter = approved.communication
    early = make.make_cleared(
        office,
        make.make_prepared(office, make.make_sent(office, make.make_signed_on(office), days_ago=9)),
    )
    make.publish(office)
    reply = make.make_reply(office, letter)
    make.make_handed_up(office, make.make_prepared(office, letter, reply=reply))
    officer, reader = text(at_work.get("/")), text(at_work.reader.get("/"))
    read = f"Read what will be public of {waiting.communication.code}"
    assert read in reader
    assert read not in officer
    assert "public version of a reply" in reader
    assert f"Publish {letter.code}" in officer
    assert f"Publish {early.communication.code}" not in officer


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_asks_the_same_number_of_queries(
    office, at_work, django_assert_num_queries, rows
):
    rendition = make.make_prepared(office)
    for _row in range(rows):
        words = make.public_words_of(rendition, office)
        rendition = publishing.save(rendition, words, read=rendition.version, by=office.officer)
        make.make_reply(office, rendition.communication)
    at_work.get("/")
    with django_assert_num_queries(17):
        at_work.get(page("preview", rendition.pk))
