"""Signatures: what they find on the shipped set, how they are kept, and whom they are shown to."""

import json
from functools import cache
from uuid import uuid4

import pytest
from django.db import IntegrityError

from rapporteur.cases import received
from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.likeness import actions, comparing, signatures
from rapporteur.cases.likeness.signatures import Degree, degree_of, signature_of
from rapporteur.cases.models import Likeness
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import Epoch, Version
from rapporteur.kernel.vault.padding import AT_LEAST
from rapporteur.kernel.vault.scanning import Scan
from tests.cases.alike import LANGUAGES, held_out, pairs, texts, translations
from tests.factories import cases as make
from tests.factories.vaults import BY

TOLD = texts("en")["yard", "told"]
EDITED = texts("en")["yard", "edited"]
TOPIC = texts("en")["yard", "topic"]
OTHER = texts("en")["game", "told"]


signed = cache(signature_of)


def degree(one, other):
    return degree_of(signed(one), signed(other))


# Signatures


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.kind} {pair.language}")
def test_the_shipped_set_is_told_apart(pair):
    found = degree(pair.one, pair.other)
    assert (found is not None) is pair.wanted
    if pair.kind in {"copied", "edited"}:
        assert found == Degree.SAME
    if pair.kind == "in part":
        assert found == Degree.PARTS


def test_on_texts_that_no_threshold_was_chosen_on_it_holds_too():
    asked = held_out()
    found = [degree(pair.one, pair.other) is not None for pair in asked]
    wanted = [pair.wanted for pair in asked]
    assert sum(wanted) > 40
    assert [
        pair.one for pair, said in zip(asked, found, strict=True) if said and not pair.wanted
    ] == []
    right = sum(said for said, should in zip(found, wanted, strict=True) if should)
    assert right / sum(wanted) >= 0.9


def test_translations_are_not_found_and_the_page_says_so():
    assert [pair.language for pair in translations() if degree(pair.one, pair.other)] == []


def test_the_set_is_made_up_and_whole():
    for language in LANGUAGES:
        found = texts(language)
        assert len(found) == 9
        assert len(set(found.values())) == 9


def test_too_short_a_text_has_no_signature():
    assert signature_of("I am asking for a friend. I do not know whom to tell.") is None
    assert signature_of("我替一个朋友问。") is None
    assert signature_of("") is None


def test_an_estimate_over_long_texts_is_near_what_is_so():
    numbers = [f"{number:05}" for number in range(4000)]
    one = signature_of(" ".join(numbers[:3000]))
    other = signature_of(" ".join(numbers[1000:]))
    assert not one.is_whole
    assert signatures.resemblance(one, other) == pytest.approx(0.5, abs=0.12)
    assert signatures.containment(one, other) == pytest.approx(0.67, abs=0.12)


def test_texts_of_different_scripts_share_nothing():
    assert degree(TOLD, texts("zh")["yard", "told"]) is None


def test_a_signature_fits_the_smallest_body_and_comes_back():
    found = signature_of(" ".join(TOLD + str(n) for n in range(60)))
    body = {**signatures.packed(found), "row": str(uuid4()), "desk": str(uuid4())}
    assert len(json.dumps(body)) + 8 <= AT_LEAST
    assert signatures.unpacked(body) == found


# Kept


@pytest.fixture
def submission(office):
    return make.make_submission(office, what=TOLD)


@pytest.mark.django_db
def test_it_is_signed_once_and_sealed_to_those_who_read_it(office, submission):
    assert actions.sign(submission, {"what": TOLD}, by=office.officer)
    assert not actions.sign(submission, {"what": TOLD}, by=office.officer)
    kept = Likeness.objects.get()
    assert str(kept) == str(submission.pk)
    assert kept.sealed.record.kind == "cases.likeness"
    wraps = kept.sealed.wraps.values_list("epoch__recipient", flat=True)
    assert list(wraps) == [office.desk.recipient]
    ((_version, body),) = Scan(office.keyring).bodies([kept.sealed_id])
    assert signatures.unpacked(json.loads(body)) == signature_of(TOLD)


@pytest.mark.django_db
def test_only_what_was_told_at_length_is_compared():
    said = {"what": "told", "who": "a girl", "may_send": "yes", "name": "A. Source", "steps": ""}
    said |= {"state": "XEX", "writer": "child", "gone": "by an older version"}
    assert set(actions.compared_text(said).split("\n")) <= {"told", "a girl"}
    assert "told" in actions.compared_text(said)


@pytest.mark.django_db
def test_too_short_or_unsealable_is_left_for_later(office, submission):
    assert not actions.sign(submission, {"what": "too short"}, by=office.officer)
    Epoch.objects.filter(recipient=office.desk.recipient).update(signature=b"")
    assert not actions.sign(submission, {"what": TOLD}, by=office.officer)
    assert not Likeness.objects.exists()


@pytest.mark.django_db
def test_a_colleague_at_the_same_moment_is_no_fault_and_anything_else_is(
    office, submission, monkeypatch
):
    keep = records.keep

    def meanwhile(kind, body, readers, *, by):
        other = keep(kind, body, readers, by=by)
        Likeness(submission=submission, sealed=other).save(force_insert=True)
        return keep(kind, body, readers, by=by)

    def broken(*_args, **_more):
        raise IntegrityError("some other constraint")

    monkeypatch.setattr(records, "keep", meanwhile)
    assert not actions.sign(submission, {"what": TOLD}, by=office.officer)
    monkeypatch.setattr(records, "keep", broken)
    with pytest.raises(IntegrityError, match="some other"):
        actions.sign(submission, {"what": TOLD}, by=office.officer)


# Compared


def opened(office, what, **more):
    submission = make.make_submission(office, what=what, **more)
    received.open_submission(submission, office.keyring, by=office.officer)
    return submission


def alike(found):
    return {(one.submission.pk, one.degree) for one in found.alike}


def test_what_reads_like_it_is_found_journalled_and_paged(committed, office):
    own, edited, part, _topic, other = (
        opened(office, what) for what in (TOLD, EDITED, f"{OTHER} {TOLD[:210]}", TOPIC, OTHER)
    )
    short = opened(office, "A short word.")
    make.make_submission(office, what=TOLD)  # nobody has opened it yet
    elsewhere = make.make_office("OTHER")
    opened(elsewhere, TOLD)

    found = comparing.reads_like(own, office.keyring, by=office.officer)

    assert alike(found) == {(edited.pk, Degree.SAME), (part.pk, Degree.PARTS)}
    assert [one.submission.pk for one in found.alike] == [edited.pk, part.pk]
    assert (found.reached, found.of, found.goes_on) == (4, 4, None)
    entry = Entry.objects.get(verb="compare", subject_id=str(own.pk))
    assert entry.detail == {"opened": 5, "passed": 0}
    assert comparing.reads_like(short, office.keyring, by=office.officer) is None

    seen, after = set(), None
    for _page in range(4):
        page = comparing.reads_like(own, office.keyring, by=office.officer, seconds=-1, after=after)
        seen |= alike(page)
        after = page.goes_on
    assert seen == alike(found)
    assert (page.reached, after) == (4, None)

    # a signature that was hung on another row, and one that does not open, are passed over
    spare = records.keep("cases.likeness", b"{}", [office.desk.recipient], by=BY)
    taken = Likeness.objects.get(pk=edited.pk).sealed
    Likeness.objects.filter(pk=edited.pk).update(sealed=spare)
    Likeness.objects.filter(pk=other.pk).update(sealed=taken)
    Version.objects.filter(pk=Likeness.objects.get(pk=part.pk).sealed_id).update(
        envelope=b"\x01" + bytes(5000)
    )
    found = comparing.reads_like(own, office.keyring, by=office.officer)
    assert alike(found) == set()
    assert found.reached == 4


def test_a_cursor_reads_what_it_wrote_and_nothing_else():
    place = Cursor.read(f"2026-03-01.{uuid4()}")
    assert Cursor.read(str(place)) == place
    for wrong in ("", "None", "2026-03-01", f"2026-13-01.{uuid4()}", "2026-03-01.x", "x" * 99):
        assert Cursor.read(wrong) is None
