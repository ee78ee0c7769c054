"""What is public: replies with their letter, what a search finds, what is withdrawn and gone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.communications import findables
from rapporteur.communications.actions import drafting, publishing, replies
from rapporteur.communications.models import Communication, PublicRendition
from rapporteur.communications.publishing import copies, copying
from rapporteur.communications.publishing.redaction import Taken, Words
from rapporteur.communications.publishing.workflow import STEPS, PublicState
from rapporteur.doors.rooms import tables
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedLetter, PublishedReply, SearchEntry
from rapporteur.publication.search import find
from rapporteur.world.models import Country
from tests.communications.test_publishing import letter_of, save
from tests.factories import communications as make
from tests.factories.canaries import found as stands

pytestmark = pytest.mark.django_db


def make_public_with_reply(office, **more):
    published = make.publish(office)
    letter = letter_of(published)
    reply = make.make_reply(office, letter, **more)
    return (
        published,
        letter,
        make.make_cleared(office, make.make_prepared(office, letter, reply=reply)),
    )


def test_a_reply_is_published_with_its_letter_and_not_without(office):
    rendition = make.make_cleared(office)
    letter = letter_of(rendition)
    reply = make.make_reply(office, letter, text="One.\n\nTwo of A. Quill.", language="fr")
    prepared = save(
        office, make.make_prepared(office, letter, reply=reply), everywhere=("A. Quill",)
    )
    cleared = make.make_cleared(office, prepared)
    with pytest.raises(Refused, match="once its letter is"):
        make.publish(office, cleared)
    make.publish(office, rendition)
    done = make.publish(office, make.fresh(cleared))
    copy = PublishedReply.objects.get()
    assert (copy.key, copy.letter, copy.language) == (
        done.published_key,
        PublishedLetter.objects.get(),
        "fr",
    )
    assert copy.words == {
        "passages": [
            [{"text": "One."}],
            [{"text": "Two of "}, {"removed": "person"}, {"text": "."}],
        ],
        "files": [],
    }
    assert letter_of(done).state == "published"


def test_passages_that_went_whole_in_a_row_are_one_mark(office):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    reply = make.make_reply(office, letter, text="One.\n\nTwo.\n\nThree.")
    prepared = make.make_prepared(office, letter, reply=reply)
    gone = {key: Taken("", "safety", whole=True) for key in ("text-1", "text-2")}
    words = make.public_words_of(save(office, prepared, taken=gone), office)
    assert copies.shown(words, reply=True)["passages"] == [
        [{"removed": "safety"}],
        [{"text": "Three."}],
    ]
    assert copies.of_reply(Words(passages=(("page-1-1", "a"), ("page-1-2", "b"))))["files"] == [
        [[{"text": "a"}], [{"text": "b"}]]
    ]


def test_without_a_public_letter_there_is_no_copy_of_a_reply(office):
    letter = make.make_sent(office, make.make_signed_on(office), days_ago=61)
    reply = make.make_reply(office, letter)
    rendition = make.make_prepared(office, letter, reply=reply)
    with pytest.raises(ValueError, match="once its letter is"):
        copying.copy_reply(rendition, Words(passages=()))
    with pytest.raises(ValueError, match="was sent"):
        copying.copy_letter(Communication(), Words(passages=()))


def test_a_public_letter_says_truly_whether_a_reply_is_on_record(office):
    published = make.publish(office)
    letter = letter_of(published)
    PublishedLetter.objects.update(checked_on=today() - timedelta(days=9))
    reply = make.make_reply(office, letter)
    copy = PublishedLetter.objects.get()
    assert (copy.replied_on, copy.checked_on) == (reply.received_on, today())


def test_what_a_mission_adds_counts_once_the_desk_has_read_it(office):
    account, _ring = make.make_mission(office)
    published = make.publish(office)
    letter = letter_of(published)
    day = today() - timedelta(days=9)
    PublishedLetter.objects.update(checked_on=day)
    reply = make.make_reply(office, letter, by=account, channel="door")
    copy = PublishedLetter.objects.get()
    assert (copy.replied_on, copy.checked_on) == (None, day)
    replies.classify(reply, reply_class="SUBSTANTIVE", why="it answers", by=office.officer)
    copy.refresh_from_db()
    assert (copy.replied_on, copy.checked_on) == (today(), today())
    assert letter_of(published).state == "published"


def test_a_reply_of_a_mission_is_public_once_the_desk_has_read_it(office):
    account, _ring = make.make_mission(office)
    letter = letter_of(make.publish(office))
    reply = make.make_reply(office, letter, by=account, channel="door")
    cleared = make.make_cleared(office, make.make_prepared(office, letter, reply=reply))
    with pytest.raises(Refused, match="classify this reply first"):
        make.publish(office, cleared)
    replies.classify(reply, reply_class="PARTIAL", why="in part", by=office.officer)
    assert make.publish(office, make.fresh(cleared)).state == "published"


def test_a_reference_that_comes_later_is_public_too(office):
    published = make.publish(office)
    drafting.record_reference(letter_of(published), "AL XEX 7/2026", by=office.officer)
    assert PublishedLetter.objects.get().reference == "AL XEX 7/2026"
    entry = SearchEntry.objects.get(kind="letter", language="en")
    assert entry.title.startswith("allegation letter: AL XEX 7/2026, ")


# The search


def found(words):
    return [(hit.entry.kind, hit.entry.key) for hit in find(words, "en").hits]


def test_a_search_finds_what_is_public_and_nothing_that_was_removed(office):
    rendition = save(office, make.make_prepared(office), everywhere=("promised",))
    published = make.publish(office, make.make_cleared(office, rendition))
    key = ("letter", published.published_key)
    entries = {one.language: one for one in SearchEntry.objects.filter(kind="letter")}
    assert set(entries) == {"en", "fr", "es", "ar", "zh-hans", "ru"}
    assert "[…]" in entries["en"].body
    assert "promised" not in entries["en"].body
    assert "Exerland" in entries["en"].title
    assert entries["fr"].title.startswith("lettre d’allégation")
    assert key in found("child 1 abroad")
    assert key in found("SALE.ADOPTION")
    assert key not in found("promised")


@pytest.mark.parametrize(
    ("kind", "named", "title"),
    [("company", "Exer Ltd.", "Exer Ltd."), ("other", "Mx. Zornwald", "another addressee")],
)
def test_a_title_names_a_company_and_no_other_person(office, kind, named, title):
    prepared = make.make_prepared(office, addressee_kind=kind, addressee=named)
    if kind == "other":
        prepared = save(office, prepared, everywhere=(named,))
    make.publish(office, make.make_cleared(office, prepared))
    described = findables.describe(PublishedLetter.objects.get())
    assert title in described.titles["en"]
    assert described.place.args == (described.key,)


def test_a_name_of_a_state_that_is_corrected_is_found_anew(office):
    make.publish(office)
    Country.objects.filter(pk="XEX").update(names={"en": "Exerland Zorn"})
    assert indexing.refresh([findables.LETTERS], tables()["world.country"], "XEX") == 6
    assert found("zorn") == [("letter", PublishedLetter.objects.get().key)]


# Withdrawing


def test_what_is_withdrawn_is_deleted_with_its_replies_and_from_the_search(office):
    published, _letter, cleared = make_public_with_reply(office)
    make.publish(office, cleared)
    with pytest.raises(Refused, match="Give the reason"):
        publishing.withdraw(published, why=" ", by=office.officer)
    done = publishing.withdraw(published, why="A source is afraid.", by=office.officer)
    assert (done.state, done.withdrawn_by) == ("withdrawn", office.officer)
    assert make.opened(done.why_withdrawn, office) == {"words": "A source is afraid."}
    assert not PublishedLetter.objects.exists()
    assert not PublishedReply.objects.exists()
    assert not SearchEntry.objects.filter(kind="letter").exists()
    assert make.fresh(cleared).state == "withdrawn"
    assert letter_of(done).state == "sent"
    with pytest.raises(Refused, match="state has changed"):
        publishing.withdraw(published, why="Again.", by=office.officer)


def test_a_reply_alone_can_be_withdrawn(office):
    _published, _letter, cleared = make_public_with_reply(office)
    reply = make.publish(office, cleared)
    publishing.withdraw(reply, why="It names someone.", by=office.officer)
    assert not PublishedReply.objects.exists()
    assert PublishedLetter.objects.exists()
    assert letter_of(reply).state == "published"


@pytest.mark.parametrize(
    ("reply_class", "state"),
    [
        ("SUBSTANTIVE", "replied"),
        ("PARTIAL", "partly"),
        ("ACKNOWLEDGEMENT_ONLY", "sent"),
        ("", "sent"),
    ],
)
def test_a_withdrawn_letter_stands_where_its_replies_say(office, reply_class, state):
    published = make.publish(office)
    reply = make.make_reply(office, letter_of(published))
    if reply_class:
        replies.classify(reply, reply_class=reply_class, why="so", by=office.officer)
    publishing.withdraw(published, why="An error.", by=office.officer)
    letter = letter_of(published)
    assert letter.state == state
    again = make.make_cleared(office, make.make_prepared(office, letter))
    assert make.publish(office, again).published_key != published.published_key


# Journal, keys, what the database keeps


def test_each_act_is_in_the_journal(office):
    published = make.publish(
        office, make.make_cleared(office, save(office, make.make_prepared(office)))
    )
    publishing.withdraw(published, why="An error.", by=office.officer)
    about = Entry.objects.about("communications_publicrendition", published.pk)
    assert set(about.values_list("verb", flat=True)) == {
        *("begin public version", "save public version"),
        *(step.verb for step in STEPS if step.verb != "hand back public version"),
    }


def test_a_public_key_is_made_anew_where_it_is_taken(office, monkeypatch):
    make.publish(office)
    taken = PublishedLetter.objects.get().key
    signs = iter([*taken, *"ABCDEFGH"])
    monkeypatch.setattr(copying.secrets, "choice", lambda _signs: next(signs))
    assert copying.new_key(PublishedLetter) == "ABCDEFGH"


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (PublicState.PREPARED, {"hand up public version"}),
        (PublicState.WAITING, {"hand back public version", "approve public version"}),
        (PublicState.APPROVED, {"hand back public version", "publish"}),
        (PublicState.PUBLISHED, {"withdraw from the public"}),
        (PublicState.WITHDRAWN, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.parametrize(
    "change",
    [
        {"approved_by": None, "approved_on": None},
        {"state": "prepared"},
        {"state": "published"},
        {"state": "withdrawn"},
        {"state": "lost"},
        {"published_key": "ABCDEFGH"},
    ],
)
def test_the_database_keeps_states_and_days_together(office, change):
    make.make_cleared(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicRendition.objects.update(**change)


def test_the_database_knows_no_approval_by_the_preparer(office):
    make.make_cleared(office)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicRendition.objects.update(approved_by=office.officer)


def test_nothing_of_it_lies_in_the_clear_before(office):
    rendition = save(office, make.make_prepared(office), everywhere=("zyxquorum",))
    make.make_cleared(office, rendition, interests="zyxquorum")
    assert stands("zyxquorum") == []
    assert stands("promised to a family abroad") == []
    make.publish(office, make.fresh(rendition))
    assert stands("promised to a family abroad") == ["tables"]
    assert stands("zyxquorum") == []
    assert str(PublicRendition.objects.get()).endswith("published")
