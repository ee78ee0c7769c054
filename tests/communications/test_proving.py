"""Evidence beside each paragraph of facts: what is kept, what is listed, and who never reads it."""

import pytest

from rapporteur.circles.records import records_of
from rapporteur.communications import documents, proofs, sealing
from rapporteur.communications.actions import drafting, proving, reviewing
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, FactProofs, ProofTerm
from rapporteur.communications.proofs import Proof
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.publication.models import PublishedLetter
from tests.factories.communications import (
    base_of,
    make_cleared,
    make_mission,
    make_prepared,
    make_sent,
    make_signed_on,
    make_submitted,
    make_written,
    opened,
    publish,
    words_of,
)
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R29.3")]
CANARY = "zyxevidence-canary"
FACTS = ("It is reported that [child 1] was promised.", "It is reported that money was paid.")


def told_of(letter, office):
    found = FactProofs.objects.filter(communication=letter).first()
    if found is None:
        return [], 0
    version = sealing.newest(found.record, found.version)
    return Proof.all_of(opened(version, office)), found.version


def add(letter, office, **more):
    told, read = told_of(letter, office)
    given = {
        "fact": 1, "kind": "RECORD", "reliability": "RELIABLE", "where": CANARY,
        "read": read, "by": office.officer, **more,
    }  # fmt: skip
    letter = Communication.objects.get(pk=letter.pk)
    return proving.add(letter, words_of(letter, office), told, **given)


@pytest.fixture
def letter(office):
    return write_facts(office, make_written(office))


def write_facts(office, letter, facts=FACTS):
    words = words_of(letter, office)
    changed = Letter(**{**vars(words), "facts": facts})
    return drafting.write(letter, changed, read=letter.version, by=office.officer)


def test_every_paragraph_without_rated_evidence_is_listed(office, letter):
    rated = ProofTerm.objects.rated()
    assert rated == {"CONFIRMED", "RELIABLE", "PLAUSIBLE", "DOUBTFUL"}
    found = add(letter, office)
    assert (found.facts, found.unsourced, found.letter_version) == (2, 1, letter.version)
    found = add(letter, office, fact=2, reliability="NOT_JUDGED")
    assert found.unsourced == 1
    told, read = told_of(letter, office)
    assert read == 2
    assert proofs.unsourced(FACTS, told, rated) == [(2, FACTS[1])]
    assert add(letter, office, fact=2, kind="PRESS", reliability="DOUBTFUL").unsourced == 0


def test_a_piece_keeps_the_edition_of_its_scale_and_who_added_it(office, letter):
    add(letter, office, where=f"  {CANARY} ")
    [piece], _read = told_of(letter, office)
    assert (piece.edition, piece.by, piece.where) == ("2026-11", office.officer.name, CANARY)
    assert piece.speaks_for(f" {FACTS[0]}\n")


def test_a_piece_of_a_changed_paragraph_is_loose_until_a_person_ties_it(office, letter):
    add(letter, office)
    letter = write_facts(office, letter, ("Another paragraph.", FACTS[1]))
    told, read = told_of(letter, office)
    words = words_of(letter, office)
    assert proofs.beside(words.facts, told) == [[], []]
    assert [place for place, _one in proofs.loose(words.facts, told)] == [0]
    found = proving.tie(letter, words, told, read=read, place=0, fact=1, by=office.officer)
    assert (found.unsourced, found.letter_version) == (1, letter.version)
    told, _read = told_of(letter, office)
    assert [len(pieces) for pieces in proofs.beside(words.facts, told)] == [1, 0]
    assert proofs.loose(words.facts, told) == []


def test_a_piece_is_taken_away(office, letter):
    add(letter, office)
    told, read = told_of(letter, office)
    found = proving.remove(
        letter, words_of(letter, office), told, read=read, place=0, by=office.officer
    )
    assert (found.unsourced, told_of(letter, office)) == (2, ([], 2))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kind": "RELIABLE"}, "Choose what it is"),
        ({"reliability": "RECORD"}, "Choose what it is"),
        ({"where": "  "}, "in a few words"),
        ({"where": "x" * 501}, "in a few words"),
        ({"fact": 3}, "no such paragraph"),
        ({"fact": 0}, "no such paragraph"),
        ({"read": 7}, "Someone else has saved"),
    ],
)
def test_a_piece_that_cannot_be_is_refused(office, letter, more, why):
    with pytest.raises(Refused, match=why):
        add(letter, office, **more)
    assert not FactProofs.objects.exists()


def test_no_endless_list_of_evidence_is_kept(office, letter):
    add(letter, office)
    [piece], read = told_of(letter, office)
    words = words_of(letter, office)
    given = {"fact": 1, "kind": "PRESS", "reliability": "DOUBTFUL", "where": "w"}
    with pytest.raises(Refused, match="No more than 300"):
        proving.add(letter, words, [piece] * 300, read=read, by=office.officer, **given)
    with pytest.raises(Refused, match="no such piece"):
        proving.remove(letter, words, [piece], read=read, place=1, by=office.officer)


def test_only_members_of_the_desk_and_not_for_what_was_withdrawn(office, letter):
    for person in (
        make_member(make_desk("OTHER"), "desk_officer").account,
        make_member(office.desk, "auditor").account,
        make_mission(office)[0],
    ):
        with pytest.raises(Refused, match="Only members"):
            add(letter, office, by=person)
    reviewing.withdraw(letter, words="no longer needed", by=office.officer)
    with pytest.raises(Refused, match="was withdrawn"):
        add(letter, office)


def test_facts_without_evidence_do_not_stop_a_letter(office, letter):
    assert make_submitted(office, letter).state == "review"


def test_nobody_but_the_desk_can_open_evidence(office):
    make_mission(office)
    sent = make_sent(office)
    found = add(sent, office)
    version = found.record.versions.get()
    assert set(version.wraps.values_list("epoch__recipient__kind", flat=True)) == {"desk"}
    assert found.record_id in records_of([sent.case_id])


@pytest.mark.requirement("R31.2")
def test_no_evidence_is_in_what_the_addressee_or_the_public_reads(office):
    signed = make_signed_on(office)
    add(signed, office)
    sent = make_sent(office, signed, days_ago=61)
    add(sent, office, where=f"{CANARY} again")
    assert CANARY in str(told_of(sent, office))

    told = opened(sealing.newest(sent.rendition, 1), office)
    file = documents.addressed(told, exercise=True, sent=True)
    public = publish(office, make_cleared(office, make_prepared(office, sent)))
    copies = [
        str(told),
        str(file),
        str(base_of(sent, office)),
        str(public.__dict__),
        str(list(PublishedLetter.objects.values())),
        str([opened(one, office) for one in Version.objects.filter(record=public.record)]),
    ]
    assert PublishedLetter.objects.count() == 1
    assert all("promised" in copy for copy in copies[:3])  # they do hold the facts
    for copy in copies:
        assert CANARY not in copy
        assert "RELIABLE" not in copy
