"""What a source says later with its code: consent, a name, a wish to be deleted."""

import pytest

from rapporteur.intake import dialogue, saying, threads
from rapporteur.intake.models import Identity, Message, Submission
from tests.factories.vaults import BY
from tests.intake.conftest import body_of
from tests.intake.test_dialogue import said_in
from tests.intake.test_threads import CANARY, begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(receipt, desk):
    """Send a report with these answers; return the open thread."""

    def sent(**answers):
        threads.send(receipt, begun(receipt, desk, **{"writer": "adult", "what": "a", **answers}))
        return threads.read(receipt)

    return sent


def test_each_purpose_stands_as_it_was_said_last(receipt, send):
    contents = send(may_send="yes", may_publish="yes")
    assert saying.standing(contents)["may_publish"] == "yes"
    assert saying.change_consents(receipt, contents, {"may_publish": "no", "may_send": "yes"})
    contents = threads.read(receipt)
    stands = saying.standing(contents)
    assert (stands["may_publish"], stands["may_send"], stands["may_press"]) == ("no", "yes", "")
    assert contents.letters[0].consents == {"may_publish": "no"}
    assert Message.objects.get().kind == "consent"


def test_what_the_desk_writes_changes_no_answer(receipt, send):
    contents = send(may_send="yes")
    dialogue.write(said_in(Submission.objects.get()), "a word", by=BY)
    assert saying.standing(threads.read(receipt)) == saying.standing(contents)


def test_nothing_changed_is_no_message(receipt, send):
    contents = send(may_send="yes")
    assert not saying.change_consents(receipt, contents, {"may_send": "yes", "may_press": ""})
    assert not Message.objects.exists()


def test_a_child_is_asked_of_its_own_purposes_alone(receipt, send):
    contents = send(writer="child", may_answer="yes")
    assert set(saying.standing(contents)) == {"may_answer", "safe_adult"}
    assert not saying.change_consents(receipt, contents, {"may_publish": "yes"})
    assert saying.change_consents(receipt, contents, {"safe_adult": "my aunt"})


def test_a_name_is_given_later_in_a_record_of_its_own(receipt, send, desk, officer):
    contents = send()
    assert saying.may_say_who(contents)
    saying.say_who(receipt, contents, {"name": CANARY, "contact": "  "})
    found = threads.read(receipt)
    assert not saying.may_say_who(found)
    assert found.letters[0].named
    message = Message.objects.get()
    assert message.kind == "name"
    assert CANARY not in str(body_of(message.sealed, desk, officer))
    assert Identity.objects.count() == 1


def test_an_address_given_later_is_no_name(receipt, send):
    contents = send()
    saying.say_who(receipt, contents, {"contact": "by the well"})
    assert Message.objects.get().kind == "word"
    assert not saying.may_say_who(threads.read(receipt))


@pytest.mark.parametrize(
    ("answers", "said"),
    [({}, {"name": " "}), ({"writer": "child"}, {"name": "A."}), ({"name": "B."}, {"name": "A."})],
    ids=["nothing", "a child", "again"],
)
def test_no_name_is_taken_without_words_of_a_child_or_twice(receipt, send, answers, said):
    contents = send(**answers)
    before = Identity.objects.count()
    saying.say_who(receipt, contents, said)
    assert (Identity.objects.count(), Message.objects.count()) == (before, 0)


def test_a_name_takes_something_that_was_sent(receipt, desk):
    threads.begin(receipt, desk)
    assert not saying.may_say_who(threads.read(receipt))
    with pytest.raises(threads.NoThread):
        threads.submission_of(receipt)


def test_deletion_is_asked_for_once_until_the_desk_has_answered(receipt, send):
    contents = send()
    assert not saying.deletion_asked(contents)
    assert saying.ask_deletion(receipt, contents, "")
    asked = threads.read(receipt)
    assert saying.deletion_asked(asked)
    assert not saying.ask_deletion(receipt, asked, "")
    dialogue.write(said_in(Submission.objects.get()), "done", by=BY, kind=Message.Kind.DELETION)
    assert saying.ask_deletion(receipt, threads.read(receipt), "again")
    assert Message.objects.filter(kind="deletion", from_desk=False).count() == 2


def test_the_doors_rights_are_enough(receipt, send, as_role, settings):
    contents = send()
    settings.DOOR = "intake"
    with as_role("intake"):
        saying.change_consents(receipt, contents, {"may_send": "no"})
        saying.say_who(receipt, threads.read(receipt), {"name": "N."})
        saying.ask_deletion(receipt, threads.read(receipt), "please")
        assert len(threads.read(receipt).letters) == 3


def test_who_writes_unsaid_is_asked_as_anyone(receipt, desk):
    threads.begin(receipt, desk)
    assert saying.writer_of(threads.read(receipt)) == "other"
