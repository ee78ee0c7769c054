"""Letters for tests, in any state, with replies: all made up, all to Exerland, mild."""

from datetime import timedelta

from rapporteur.checklists.answers import Given
from rapporteur.communications import sealing
from rapporteur.communications.actions import (
    annexing,
    checking,
    drafting,
    following,
    grouping,
    publishing,
    replies,
    reviewing,
    sending,
)
from rapporteur.communications.letters import Child, Letter
from rapporteur.communications.models import Communication, PublicRendition, Review
from rapporteur.communications.publishing import bases
from rapporteur.communications.publishing.redaction import Words
from rapporteur.communications.rules import asked_of
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.people.desks.models import MissionMembership
from rapporteur.world.models import Country
from tests.factories.cases import make_case, make_decided
from tests.factories.people import make_account
from tests.factories.vaults import BY, make_keyring

STATE = "XEX"
FOUND = "as the letter says"
ANSWERS = {"L-CODE-6B": Given("na", "Exerland is made up: it has said nothing.")}


def exerland():
    return Country.objects.get(iso3=STATE)


def make_mission(office):
    """Give Exerland a group in the vault and an officer with an account; returns account and ring."""
    account = make_account("missions")
    ring = make_keyring(account.pk)
    vault.found_group("mission", f"mission/{STATE}", "Mission of Exerland", ring, by=BY)
    MissionMembership.objects.create(account=account, country=exerland(), since=today())
    return account, ring


def make_decided_case(office, outcome="ACT_AL", answers=None, **more):
    case = make_case(office, answers, **more)
    make_decided(office, case, outcome)
    return type(case).objects.get(pk=case.pk)


def make_letter(office, case=None, *, kind="AL", by=None, **more):
    """Begin a letter to Exerland on a case that was decided so."""
    given = {"addressee_kind": "state", "state": exerland(), **more}
    if given["addressee_kind"] != "state":
        given["state"] = None
    return drafting.begin(
        case or make_decided_case(office, f"ACT_{kind}"),
        kind=kind,
        by=by or office.officer,
        subject=given.pop("subject", "the alleged placement of a child for adoption"),
        **given,
    )


def words_of(letter, office):
    """Open the newest words of a letter without the journal, which commits apart."""
    return Letter.of(opened(sealing.newest(letter.record, letter.version), office))


def opened(version, office, ring=None, reader=None):
    reader = reader or office.desk.recipient
    kept = version.wraps.select_related("epoch").get(epoch__recipient=reader)
    key = records.opened(kept, version, ring or office.keyring)
    return sealing.json.loads(open_body(bytes(version.envelope), key, version.place))


def write(letter, office, by=None, **more):
    """Save a draft with these parts of its words changed."""
    words = words_of(letter, office)
    given = {
        "facts": ("It is reported that [child 1] was promised to a family abroad.",),
        "children": (Child("A.B.", "9"),),
        **more,
    }
    words = Letter(**{**vars(words), **given})
    return drafting.write(letter, words, read=letter.version, by=by or office.officer)


def make_written(office, letter=None, **more):
    return write(letter or make_letter(office, **more), office)


def make_sister(office, first, *, read=None, **more):
    """Begin another letter on the event of a letter to Exerland: to a company, unless said."""
    first = Communication.objects.get(pk=first.pk)
    given = {"role": "company", "own_role": "concerned", "by": office.officer, **more}
    if "state" not in given:
        given = {"addressee": "A made-up firm", **given}
    words = words_of(first, office)
    return grouping.add(first, words, read=first.version if read is None else read, **given)


def make_follow_up(office, letter, **more):
    """Begin a follow-up to a letter that was sent, with its first question."""
    given = {"questions": [1], "why": FOUND, "by": office.officer, **more}
    return following.write_again(letter, words_of(letter, office), **given)


def told_of(letter, office):
    """Return what was written of each line, and the version that says so."""
    letter = Communication.objects.get(pk=letter.pk)
    if letter.annex is None:
        return {}, 0
    return opened(sealing.newest(letter.annex, letter.annex_version), office), letter.annex_version


def settle(line, office, use="internal", *, by=None, **more):
    told, read = told_of(line.communication, office)
    return annexing.settle(line, use=use, told=told, read=read, by=by or office.officer, **more)


def confirm(line, office, **more):
    """Cite a treaty as binding, as a named officer saw it at the depositary today."""
    given = {"source": "page of the depositary", "depositary_on": today(), **more}
    return settle(line, office, "binding", **given)


def settle_all(letter, office, use="internal"):
    for line in letter.lines.unsettled():
        settle(line, office, use)


def make_submitted(office, letter=None, **more):
    letter = letter or make_written(office, **more)
    return reviewing.submit(
        letter, words_of(letter, office), read=letter.version, by=office.officer
    )


def review_all(letter, office):
    for kind in (Review.Kind.GENDER, Review.Kind.BEST_INTERESTS):
        reviewing.review(letter, kind=kind, words=FOUND, by=office.second)
    answer_checklist(letter, office)


def answer_checklist(letter, office, by=None):
    """Answer each item as it is of a made-up letter: yes, but for what no exercise has."""
    given = {one.code: ANSWERS.get(one.code, Given("yes")) for one in asked(letter)}
    return checking.answer(letter, given, read=letter.version, by=by or office.officer)


def asked(letter):
    return [one for one in asked_of(letter) if not one.gate]


def posted_checklist(letter):
    """Return what the page of the checklist sends back."""
    data = {"read": letter.version}
    for one in asked(letter):
        given = ANSWERS.get(one.code, Given("yes"))
        data |= {f"answer_{one.code}": given.answer, f"reason_{one.code}": given.reason}
    return data


def make_approved(office, letter=None, **more):
    letter = letter or make_submitted(office, **more)
    review_all(letter, office)
    return reviewing.approve(letter, words=FOUND, by=office.second)


def make_signed(office, letter=None, **more):
    return reviewing.sign(letter or make_approved(office, **more), by=office.holder)


def make_sent(office, letter=None, *, days_ago=0, **more):
    """Return a letter that was sent; `days_ago` moves its day and its dates back."""
    signed = letter or make_signed(office, **more)
    sent = sending.send(signed, words_of(signed, office), read=signed.version, by=office.officer)
    if days_ago:
        back = timedelta(days=days_ago)
        sent.sent_at -= back
        sent.reply_due -= back
        sent.public_from -= back
        sent.save(update_fields=["sent_at", "reply_due", "public_from"])
    return Communication.objects.get(pk=sent.pk)


def make_reply(office, letter=None, **more):
    """Log what came by note verbale; `by` the officer unless said otherwise."""
    given = {"text": "The authorities look into it.", "channel": "note", **more}
    given = {"received_on": today(), "by": office.officer, **given}
    return replies.log_reply(letter or make_sent(office), **given)


# Publication


def base_of(letter, office):
    """Return what may be public of a letter, opened without the journal, which commits apart."""
    sent = opened(sealing.newest(letter.rendition, 1), office)
    return bases.of_letter(letter, words_of(letter, office), sent)


def public_words_of(rendition, office):
    return Words.of(opened(sealing.newest(rendition.record, rendition.version), office))


def fresh(rendition):
    return PublicRendition.objects.get(pk=rendition.pk)


def make_prepared(office, letter=None, *, reply=None, **more):
    """Begin a public version of a letter whose confidential period is over, or of its reply."""
    letter = letter or make_sent(
        office, make_signed_on(office, more.pop("case", None), **more), days_ago=61
    )
    if reply is None:
        return publishing.begin(letter, base_of(letter, office), by=office.officer)
    text = opened(reply.sealed, office)["text"]
    base = bases.of_reply(letter, words_of(letter, office), text)
    return publishing.begin(letter, base, by=office.officer, reply=reply)


def make_signed_on(office, case=None, **more):
    """Return a signed letter on a case whose source allows publication."""
    case = case or make_decided_case(office, may_publish="yes")
    return make_signed(
        office,
        make_approved(
            office, make_submitted(office, make_written(office, make_letter(office, case, **more)))
        ),
    )


def make_handed_up(office, rendition=None, **more):
    made = rendition or make_prepared(office, **more)
    return publishing.hand_up(
        made, public_words_of(made, office), read=made.version, by=office.officer
    )


def make_cleared(office, rendition=None, *, interests="", **more):
    """Return a public version that a second person approved."""
    made = make_handed_up(office, rendition, **more)
    return publishing.approve(
        made,
        public_words_of(made, office),
        read=made.version,
        interests=interests,
        by=office.second,
    )


def publish(office, rendition=None, **more):
    made = rendition or make_cleared(office)
    given = {"why_no_address": "An exercise has no official address.", "by": office.officer}
    return publishing.publish(
        made, public_words_of(made, office), read=made.version, **{**given, **more}
    )
