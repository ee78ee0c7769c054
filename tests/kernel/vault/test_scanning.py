"""Many bodies opened in one passage: in their order, with what does not open passed over."""

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions, erasure, records, scanning
from rapporteur.kernel.vault.models import Kind, Version, Wrap
from rapporteur.kernel.vault.scanning import Scan
from tests.factories.vaults import BY, make_group, make_keyring
from tests.kernel.vault.test_groups import again

pytestmark = pytest.mark.django_db


def kept(*groups, body=b"a sealed word"):
    return records.keep("test", body, [group.pk for group in groups], by=BY)


def test_bodies_come_in_the_order_asked_for_with_one_query_a_batch(
    member, group, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(scanning, "A_BATCH", 2)
    asked = [kept(group, body=str(number).encode()).pk for number in range(5)][::-1]
    keyring = again(member)
    keyring.current(group.pk)
    scan = Scan(keyring)

    with django_assert_num_queries(3):
        found = list(scan.bodies(asked))

    assert found == [(asked[place], str(4 - place).encode()) for place in range(5)]
    assert (scan.opened, scan.passed_over) == (5, 0)


def test_whoever_stops_early_has_opened_no_more(member, group):
    asked = [kept(group).pk for _ in range(3)]
    scan = Scan(again(member))
    assert next(scan.bodies(asked)) == (asked[0], b"a sealed word")
    assert (scan.opened, scan.passed_over) == (1, 0)


def test_what_does_not_open_is_passed_over_and_counted(member, group):
    stranger = make_keyring()
    theirs = make_group(stranger)
    asked = [
        kept(theirs),
        kept(theirs),  # the group that is shut is asked for once
        kept(group),
        kept(theirs, group),  # opens by the second way
        kept(group),
        kept(group),
    ]
    Version.objects.filter(pk=asked[4].pk).update(envelope=b"\x01" + bytes(5000))
    erasure.erase([asked[5].record_id], by=BY)
    scan = Scan(again(member))

    found = [body for _version, body in scan.bodies([one.pk for one in asked])]

    assert found == [None, None, b"a sealed word", b"a sealed word", None, None]
    assert (scan.opened, scan.passed_over) == (2, 4)
    assert scan.shut <= {theirs.pk}
    assert not Entry.objects.filter(verb="read").exists()


def test_an_older_epoch_opens_and_a_half_of_a_name_never_does(member, group):
    old = kept(group)
    actions.open_epoch(group.pk, member, without=[], by=BY)
    half = kept(group)
    Wrap.objects.filter(version=half).update(part=1)
    scan = Scan(again(member))
    assert [body for _version, body in scan.bodies([old.pk, half.pk])] == [b"a sealed word", None]


def test_another_kind_of_group_is_no_hindrance(member):
    mission = make_group(make_keyring(), kind=Kind.MISSION)
    own = make_group(member)
    scan = Scan(again(member))
    assert [body for _v, body in scan.bodies([kept(mission, own).pk])] == [b"a sealed word"]
