"""Large things in parts: what was dropped, doubled, exchanged, changed or cut does not open."""

import hashlib

import pytest
from django.db import IntegrityError

from rapporteur.kernel.vault import erasure, parts, records
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.faults import CannotOpen, Erased
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.models import Part
from rapporteur.kernel.vault.parts import Opened, Whole
from tests.factories.vaults import BY, make_group, make_keyring

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C10")]
BODIES = [b"first canary" * 400, b"second" * 800, b"last"]


def whole_of(bodies):
    data = b"".join(bodies)
    return Whole(len(bodies), len(data), hashlib.sha256(data).hexdigest())


def sealed(group, bodies=BODIES, finished=True):
    opened = parts.begin("test", b"said", [group.pk], by=BY)
    for number, body in enumerate(bodies, 1):
        parts.add(opened, number, body)
    if finished:
        parts.finish(opened, whole_of(bodies))
    return opened


def again(opened, member):
    """Open it from the record alone, without the journal, which commits apart."""
    version = opened.version
    key = records.opened(version.wraps.select_related("epoch").get(), version, member)
    body = open_body(bytes(version.envelope), key, version.place)
    return Opened(version, RecordKey(body[:32]), body[32:])


def test_what_was_sealed_in_parts_opens_in_order_to_its_reader(member, group):
    opened = again(sealed(group), member)

    assert opened.about == b"said"
    assert list(parts.read(opened)) == BODIES
    assert parts.manifest(opened) == whole_of(BODIES)
    assert str(Part.objects.get(number=1)).endswith("part 1")


def test_no_part_lies_in_the_clear_and_all_but_the_last_are_alike(group):
    sealed(group, [b"canary" * 10, b"x" * 4000])

    envelopes = [bytes(one.envelope) for one in Part.objects.all()]
    assert not any(b"canary" in one or b"sha256" in one for one in envelopes)
    assert len({len(one) for one in envelopes}) == 1


def test_a_full_part_takes_one_mebibyte_and_nothing_beside(group):
    sealed(group, [bytes(parts.PART)])

    assert len(bytes(Part.objects.get(number=1).envelope)) == (1 << 20) + 1 + 12 + 16


def test_another_reader_opens_nothing(group):
    stranger = make_keyring()
    make_group(stranger)
    with pytest.raises(CannotOpen):
        parts.open_key(sealed(group).version, group.pk, stranger, by=BY)


def drop_one(version):
    Part.objects.get(version=version, number=2).delete()


def drop_the_last(version):
    Part.objects.get(version=version, number=3).delete()


def drop_the_manifest(version):
    Part.objects.get(version=version, number=0).delete()


def exchange(version):
    one, two = (Part.objects.get(version=version, number=number) for number in (1, 2))
    one.envelope, two.envelope = two.envelope, one.envelope
    one.save()
    two.save()


def double(version):
    part = Part.objects.get(version=version, number=1)
    Part.objects.create(version=version, number=4, envelope=part.envelope)


def pass_off_as_the_manifest(version):
    part = Part.objects.get(version=version, number=1)
    Part.objects.filter(version=version, number=0).update(envelope=part.envelope)


def change(version):
    part = Part.objects.get(version=version, number=2)
    envelope = bytearray(part.envelope)
    envelope[-1] ^= 1
    Part.objects.filter(pk=part.pk).update(envelope=bytes(envelope))


def cut(version):
    Part.objects.filter(version=version, number=2).update(envelope=b"\x01cut")


@pytest.mark.parametrize(
    "harm",
    [
        drop_one,
        drop_the_last,
        drop_the_manifest,
        exchange,
        double,
        pass_off_as_the_manifest,
        change,
        cut,
    ],
)
def test_what_somebody_did_to_the_rows_is_found(group, harm):
    opened = sealed(group)
    harm(opened.version)

    with pytest.raises(CannotOpen):
        list(parts.read(opened))


def test_a_part_of_another_file_does_not_open_here(group):
    one, other = sealed(group), sealed(group)
    stolen = Part.objects.get(version=other.version, number=2)
    Part.objects.filter(version=one.version, number=2).update(envelope=stolen.envelope)

    with pytest.raises(CannotOpen):
        list(parts.read(one))


def test_the_last_part_is_held_back_where_the_whole_is_another(group):
    opened = sealed(group, finished=False)
    parts.finish(opened, Whole(3, whole_of(BODIES).size, "0" * 64))
    seen = []

    with pytest.raises(CannotOpen, match="not what was sealed"):
        seen.extend(parts.read(opened))
    assert BODIES[2] not in seen


def test_what_was_never_finished_does_not_open_as_a_whole(group):
    opened = sealed(group, finished=False)

    assert parts.count(opened.version) == 3
    with pytest.raises(CannotOpen, match="never finished"):
        list(parts.read(opened))


def test_a_part_is_added_once(group):
    opened = sealed(group)

    with pytest.raises(IntegrityError):
        parts.add(opened, 2, b"another")
    assert Part.objects.count() == 4


def test_erasing_takes_key_and_parts_along(member, group):
    opened = sealed(group)
    kept = sealed(group)

    assert erasure.erase([opened.version.record_id], by=BY) == (1, 1)
    assert set(Part.objects.values_list("version", flat=True)) == {kept.version.pk}
    opened.version.refresh_from_db()
    with pytest.raises(Erased):
        parts.open_key(opened.version, group.pk, member, by=BY)
