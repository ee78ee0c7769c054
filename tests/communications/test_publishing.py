"""From a public version that is prepared to a letter that anyone reads, and back."""

import json
from types import SimpleNamespace

import pytest

from rapporteur.cases import consents
from rapporteur.cases.models import Consent, Joined
from rapporteur.communications import sealing
from rapporteur.communications.actions import publishing
from rapporteur.communications.letters import Child
from rapporteur.communications.models import Communication, PublicRendition
from rapporteur.communications.publishing import bases
from rapporteur.communications.publishing.redaction import Taken, Words
from rapporteur.communications.publishing.rules import BEFORE_PUBLISHING
from rapporteur.intake import threads
from rapporteur.intake.models import Message
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.publication.models import PublishedLetter
from tests.factories import communications as make
from tests.factories.cases import make_case
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
EXERCISE = "An exercise has no official address."


def say(letter, answer, purpose="may_publish"):
    """Record what a source said of a purpose just now."""
    consents.change(
        letter.case,
        letter.case.joined.first().submission,
        purpose,
        answer,
        told="message",
        said_on=today(),
        by=make_member(letter.desk, "desk_officer").account,
    )


def letter_of(rendition):
    return Communication.objects.get(pk=rendition.communication_id)


def save(office, rendition, *, by=None, **more):
    words = make.public_words_of(rendition, office)
    return publishing.save(
        rendition,
        Words(**{**vars(words), **more}),
        read=rendition.version,
        by=by or office.officer,
    )


def write_as_source(office, letter):
    """Write a message in the thread of the case, as its source does with the code."""
    submission = letter.case.joined.get().submission
    receipt = office.receipts[submission.pk]
    threads.write_again(receipt, threads.read(receipt), "Please wait.")
    return Message.objects.get(thread=submission.thread, from_desk=False)


def read_by_desk(message):
    journal.record("read", message.sealed.record, by="someone")


# What it starts from


@pytest.mark.requirement("C13")
@pytest.mark.parametrize(
    ("language", "told"), [("en", "child 1"), ("fr", "enfant 1"), ("es", "niña o niño 1")]
)
def test_a_child_is_a_number_in_the_language_of_the_letter(office, language, told):
    rendition = make.make_prepared(office, language=language)
    passages = dict(make.public_words_of(rendition, office).passages)
    assert passages["fact-1"] == f"It is reported that {told} was promised to a family abroad."
    assert "A.B." not in json.dumps(passages)
    assert "aged 9" not in json.dumps(passages)


def test_the_words_are_those_that_were_sent_with_what_was_filled_in_that_day(office):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    sent = make.opened(sealing.newest(letter.rendition, 1), office)
    base = make.base_of(letter, office)
    passages = dict(base.passages)
    for part in sent["parts"]:
        assert passages[f"part-{part['number']}"] == part["text"]
    assert base.frame["letterhead"] == sent["letterhead"]
    assert base.frame["addressee"] == sent["addressee"]
    assert "{" not in "".join(passages.values())


def test_a_mark_in_the_subject_becomes_a_number_wherever_the_subject_stands(office):
    case = make.make_decided_case(office, may_publish="yes")
    letter = make.make_letter(office, case, subject="the placement of [child 1]")
    letter = make.make_sent(
        office,
        make.make_signed(
            office,
            make.make_approved(office, make.make_submitted(office, make.write(letter, office))),
        ),
    )
    passages = dict(make.base_of(letter, office).passages)
    assert passages["subject"] == "the placement of child 1"
    assert any(
        "the placement of child 1" in text for key, text in passages.items() if "part" in key
    )


def test_a_draft_that_does_not_fit_what_was_sent_is_refused(office):
    letter = SimpleNamespace(language="en", names_child=False)
    words = SimpleNamespace(subject="", shown=lambda text, _language, *, named: text)
    with pytest.raises(Refused, match="do not fit together"):
        bases.brought_together("One thing.", "Another thing.", letter, words)


def test_paragraphs_of_a_file_stand_together_until_they_make_a_passage():
    texts = ["a" * 2000, "b" * 900, "", "c" * 500]
    words = bases.of_reply(
        SimpleNamespace(addressee_kind="state"),
        SimpleNamespace(children=(Child("", "9"), Child("A.B."), Child("A.B.")), addressee=""),
        "One.\r\n\r\n \r\nTwo.",
        [texts, ["d"]],
    )
    keys = [key for key, _text in words.passages]
    assert keys == ["text-1", "text-2", "page-1-1", "page-1-2", "page-2-1"]
    assert words.children == ("A.B.",)


def test_an_addressee_who_is_a_person_is_told_of_by_kind_alone(office):
    rendition = make.make_prepared(office, addressee_kind="other", addressee="Mx. Zornwald")
    words = make.public_words_of(rendition, office)
    assert words.frame["addressee"] == ""
    assert words.hidden == ("Mx. Zornwald",)
    assert (
        make.public_words_of(
            make.make_prepared(office, addressee_kind="company", addressee="Exer Ltd."), office
        ).frame["addressee"]
        == "Exer Ltd."
    )


# Preparing


def test_a_public_version_is_begun_once_for_a_letter_and_once_for_a_reply(office):
    rendition = make.make_prepared(office)
    letter = letter_of(rendition)
    with pytest.raises(Refused, match="begun already"):
        make.make_prepared(office, letter)
    reply = make.make_reply(office, letter)
    make.make_prepared(office, letter, reply=reply)
    with pytest.raises(Refused, match="begun already"):
        make.make_prepared(office, letter, reply=reply)


def test_what_was_not_sent_has_no_public_version(office):
    letter = make.make_signed_on(office)
    with pytest.raises(Refused, match="was not sent"):
        publishing.begin(letter, Words(passages=()), by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        publishing.begin(letter, Words(passages=()), by=stranger)


def test_who_saves_is_a_writer_and_the_version_counts(office):
    rendition = make.make_prepared(office)
    rendition = save(office, rendition, everywhere=("promised",))
    rendition = save(office, rendition, by=office.holder, everywhere=("abroad",))
    rendition = save(office, rendition, by=office.holder)
    assert rendition.version == 4
    assert rendition.writers == [str(office.officer.pk), str(office.holder.pk)]
    assert make.public_words_of(rendition, office).everywhere == ("abroad",)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"everywhere_reason": "because"}, "Choose why"),
        ({"taken": {"subject": Taken("x", "because")}}, "Choose why"),
        ({"everywhere": ("a",)}, "two letters"),
        ({"taken": {"subject": Taken("other words")}}, "Only brackets"),
    ],
)
def test_what_cannot_be_taken_away_so_is_not_saved(office, more, why):
    rendition = make.make_prepared(office)
    with pytest.raises(Refused, match=why):
        save(office, rendition, **more)
    assert make.fresh(rendition).version == 1


def test_saving_is_for_the_desk_of_what_is_prepared_and_was_not_saved_meanwhile(office):
    rendition = make.make_prepared(office)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        save(office, rendition, by=stranger)
    save(office, rendition)
    with pytest.raises(Refused, match="meanwhile"):
        save(office, rendition)
    with pytest.raises(Refused, match="handed up"):
        save(office, make.make_handed_up(office, make.fresh(rendition)))


def test_things_are_taken_of_passages_that_there_are():
    words = Words(passages=(("a", "x"),), taken={"a": Taken("x")})
    given = {"a": Taken("[[x]]"), "b": Taken("y")}
    found = publishing.with_taken(words, given, everywhere=("zz",), everywhere_reason="source")
    assert found.taken == {"a": Taken("[[x]]")}
    assert (found.everywhere, found.everywhere_reason) == (("zz",), "source")


# Two persons


@pytest.mark.requirement("R31.2")
def test_a_second_person_who_took_nothing_away_approves(office):
    rendition = save(office, make.make_prepared(office), by=office.holder)
    rendition = make.make_handed_up(office, rendition)
    words = make.public_words_of(rendition, office)
    for person in (office.officer, office.holder):
        with pytest.raises(Refused, match="prepared none of it"):
            publishing.approve(rendition, words, read=2, by=person)
    done = publishing.approve(rendition, words, read=2, by=office.second)
    assert (done.state, done.approved_by, done.approved_on) == (
        "approved",
        office.second,
        today(),
    )
    with pytest.raises(Refused, match="state has changed"):
        publishing.approve(rendition, words, read=2, by=office.second)


def test_another_version_than_was_read_goes_no_further(office):
    rendition = make.make_prepared(office)
    words = make.public_words_of(rendition, office)
    with pytest.raises(Refused, match="Read it again"):
        publishing.hand_up(rendition, words, read=2, by=office.officer)
    rendition = make.make_handed_up(office, rendition)
    with pytest.raises(Refused, match="Read it again"):
        publishing.approve(rendition, words, read=2, by=office.second)
    rendition = make.make_cleared(office)
    with pytest.raises(Refused, match="Read it again"):
        publishing.publish(rendition, words, read=2, why_no_address=EXERCISE, by=office.officer)


def test_a_child_or_a_person_that_still_stands_stops_each_step(office):
    case = make.make_decided_case(office, may_publish="yes")
    letter = make.make_letter(office, case, addressee_kind="other", addressee="Mx. Zornwald")
    letter = make.write(
        letter, office, facts=("It is reported that [child 1] (A. B.) met Mx. Zornwald.",)
    )
    letter = make.make_sent(
        office,
        make.make_signed(office, make.make_approved(office, make.make_submitted(office, letter))),
        days_ago=61,
    )
    rendition = make.make_prepared(office, letter)
    with pytest.raises(Refused, match=r"A\.B\., Mx\. Zornwald"):
        make.make_handed_up(office, rendition)
    rendition = save(office, rendition, everywhere=("A. B.", "Mx. Zornwald"))
    rendition = make.make_cleared(office, rendition)
    with pytest.raises(Refused, match=r"still stands in it: A\.B\."):
        make.publish(office, rendition, why_no_address="As A.B. asked.")
    make.publish(office, rendition)
    shown = json.dumps(PublishedLetter.objects.get().words)
    assert "Zornwald" not in shown
    assert "A. B." not in shown


def test_what_is_handed_back_says_why_and_loses_its_approval(office):
    rendition = make.make_cleared(office, interests="seen")
    with pytest.raises(Refused, match="Write what"):
        publishing.hand_back(rendition, words=" ", by=office.second)
    back = publishing.hand_back(rendition, words="Take the street away.", by=office.second)
    assert (back.state, back.approved_by, back.interests) == ("prepared", None, None)
    assert make.opened(back.remark, office) == {"words": "Take the street away."}
    waiting = make.make_handed_up(office, back)
    assert publishing.hand_back(waiting, words="More.", by=office.officer).state == "prepared"


# What must hold at that moment


def refused(office, rendition):
    """Return why it is not published now."""
    with pytest.raises(Refused) as refusal:
        make.publish(office, make.fresh(rendition))
    assert not PublishedLetter.objects.exists()
    return str(refusal.value)


def test_a_letter_is_published_by_what_holds_now(office):
    rendition = make.make_cleared(office)
    done = make.publish(office, rendition)
    copy = PublishedLetter.objects.get()
    assert (done.state, done.published_by, done.published_on) == (
        "published",
        office.officer,
        today(),
    )
    letter = letter_of(done)
    assert letter.state == "published"
    assert (copy.key, copy.kind, copy.country_id, copy.language) == (
        done.published_key,
        "AL",
        "XEX",
        "en",
    )
    assert (copy.sent_on, copy.public_from) == (letter.sent_at.date(), letter.public_from)
    assert (copy.replied_on, copy.checked_on, copy.published_on) == (None, today(), today())
    assert copy.words["parts"][2]["facts"] == [
        [{"text": "It is reported that child 1 was promised to a family abroad."}]
    ]
    told = json.dumps(copy.words)
    for word in ("A.B.", "A. Source", letter.code, letter.case.reference, office.officer.name):
        assert word not in told


def test_it_is_published_once(office):
    rendition = make.make_cleared(office)
    words = make.public_words_of(rendition, office)
    make.publish(office, rendition)
    with pytest.raises(Refused, match="state has changed"):
        publishing.publish(rendition, words, read=1, why_no_address=EXERCISE, by=office.officer)
    assert PublishedLetter.objects.count() == 1


@pytest.mark.requirement("C12")
def test_nothing_is_published_before_a_second_person_or_by_another_desk(office):
    assert "state has changed" in refused(office, make.make_handed_up(office))
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        make.publish(office, make.make_cleared(office), by=stranger)


@pytest.mark.requirement("C12")
def test_nothing_is_published_in_the_confidential_period(office):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=59)
    rendition = make.make_cleared(office, make.make_prepared(office, letter))
    assert "confidential period" in refused(office, rendition)


@pytest.mark.parametrize("answer", ["no", "", "perhaps"])
def test_without_a_yes_nothing_is_published(office, answer):
    case = make.make_decided_case(office, may_publish=answer)
    why = refused(office, make.make_cleared(office, case=case))
    assert ("not allowed" if answer == "no" else "Not everyone") in why


@pytest.mark.requirement("C12")
def test_a_yes_that_is_taken_back_stops_it_and_a_later_yes_opens_it(office):
    rendition = make.make_cleared(office)
    say(letter_of(rendition), "no")
    assert "not allowed publication" in refused(office, rendition)
    say(letter_of(rendition), "yes")
    assert make.publish(office, rendition).state == "published"


def test_everyone_who_was_asked_must_say_yes(office):
    rendition = make.make_cleared(office)
    other = make_case(office, may_publish="no").joined.get().submission
    letter = letter_of(rendition)
    Joined.objects.create(
        case=letter.case, submission=other, writer="adult", by=office.officer, on=today()
    )
    assert "Not everyone" in refused(office, rendition)
    Joined.objects.filter(submission=other).update(writer="child")
    assert "child wrote" in refused(office, rendition)


def test_who_was_never_asked_has_not_said_yes(office):
    rendition = make.make_cleared(office)
    Consent.objects.filter(purpose="may_publish").delete()
    assert "Not everyone" in refused(office, rendition)
    Joined.objects.filter(case=letter_of(rendition).case).delete()
    assert "Nobody was asked" in refused(office, rendition)


@pytest.mark.requirement("R40.2")
def test_where_a_child_wrote_the_second_person_weighs_its_interests(office):
    rendition = make.make_handed_up(office)
    case = letter_of(rendition).case
    case.joined.update(writer="child")
    Consent.objects.filter(case=case, purpose="may_publish").delete()
    words = make.public_words_of(rendition, office)
    with pytest.raises(Refused, match="A child wrote"):
        publishing.approve(rendition, words, read=1, by=office.second)
    rendition = publishing.approve(
        rendition, words, read=1, interests="Nobody can tell who it is.", by=office.second
    )
    assert make.opened(rendition.interests, office) == {"words": "Nobody can tell who it is."}
    assert make.publish(office, rendition).state == "published"


def test_a_child_that_is_asked_later_and_says_no_stops_it(office):
    rendition = make.make_cleared(office, interests="seen")
    letter = letter_of(rendition)
    letter.case.joined.update(writer="child")
    say(letter, "no")
    assert "not allowed publication" in refused(office, rendition)


def test_a_note_is_needed_where_triage_says_that_a_child_is_alone(office):
    rendition = make.make_cleared(office)
    current = letter_of(rendition).case.current
    current.child_alone = True
    current.save(update_fields=["child_alone"])
    assert "best interests" in refused(office, rendition)


def test_what_a_source_wrote_since_is_read_first(office):
    rendition = make.make_cleared(office)
    message = write_as_source(office, letter_of(rendition))
    assert "read it first" in refused(office, rendition)
    read_by_desk(message)
    assert make.publish(office, rendition).state == "published"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"why_no_address": " "}, "official public address"),
        ({"official_address": "http://example.org/"}, "https://"),
        ({"official_address": "javascript:alert(1)"}, "https://"),
        ({"official_address": "https://who@example.org/"}, "https://"),
        ({"official_address": f"https://example.org/{'a' * 500}"}, "500"),
        ({"why_no_address": "a" * 501}, "500"),
    ],
)
def test_an_official_address_or_a_reason_comes_with_it(office, given, why):
    rendition = make.make_cleared(office)
    with pytest.raises(Refused, match=why):
        make.publish(office, rendition, **{"why_no_address": "", **given})
    assert not PublishedLetter.objects.exists()


def test_the_official_address_is_public(office):
    address = "https://example.org/letters/1"
    make.publish(office, official_address=address, why_no_address="")
    assert PublishedLetter.objects.get().official_address == address


def test_each_rule_that_stops_it_is_named_for_the_page(office):
    rendition = make.make_prepared(office)
    found = [rule(office.officer, rendition) for _name, rule in BEFORE_PUBLISHING]
    assert [bool(one) for one in found] == [False, True, *[False] * 5]
    draft = PublicRendition(communication=make.make_signed_on(office))
    assert "was not sent" in str(BEFORE_PUBLISHING[0][1](office.officer, draft))
