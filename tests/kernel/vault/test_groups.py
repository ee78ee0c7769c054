"""Who holds the key of a group, from epoch to epoch."""

from uuid import uuid4

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions, groups
from rapporteur.kernel.vault.faults import CannotOpen, NoWayIn, Unvouched
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.models import Epoch, MemberKey, MemberWrap
from rapporteur.kernel.vault.suites import new_pair
from tests.factories.vaults import BY, CHEAP, PHRASE, make_group, make_keyring

pytestmark = pytest.mark.django_db


def owners(group):
    return {wrap.member_key.owner for wrap in groups.holders(group.pk)}


def again(keyring):
    """The same member in a later request, with nothing remembered."""
    return actions.open_member_key(MemberKey.objects.get(pk=keyring.key.pk), PHRASE)


def remove(group, *gone, by):
    return actions.open_epoch(
        group.pk, by, without=[one.key.owner for one in gone], by=BY, why="left"
    )


def test_a_member_opens_their_key_with_their_passphrase_only(member):
    assert again(member).key == member.key
    with pytest.raises(CannotOpen):
        actions.open_member_key(member.key, "another passphrase altogether")
    assert str(member.key) == str(member.key.pk)


def test_a_second_key_in_use_is_refused(member):
    with pytest.raises(Refused, match="already"):
        actions.make_member_key(member.key.owner, PHRASE, by=BY, cost=CHEAP)


def test_a_new_passphrase_opens_the_same_key_and_the_old_one_no_longer(member, group):
    new = "eight loud geese left in autumn"

    actions.change_passphrase(member.key, PHRASE, new, by=BY, cost=CHEAP)

    key = MemberKey.objects.get()
    assert actions.open_member_key(key, new).holds(group.pk)
    with pytest.raises(CannotOpen):
        actions.open_member_key(key, PHRASE)
    with pytest.raises(CannotOpen):
        actions.change_passphrase(key, PHRASE, new, by=BY, cost=CHEAP)


def test_a_key_renewed_by_a_passphrase_takes_the_cost_of_today(member):
    actions.change_passphrase(member.key, PHRASE, PHRASE, by=BY)

    assert MemberKey.objects.get().memory == 65_536


def test_the_founder_holds_the_key_and_a_stranger_does_not(member, group):
    assert again(member).holds(group.pk)
    assert not make_keyring().holds(group.pk)
    assert owners(group) == {member.key.owner}
    assert str(groups.holders(group.pk).get()).startswith(f"{member.key.pk} in ")


def test_a_member_hands_the_key_to_another(member, group):
    second = make_keyring()

    actions.add_member(group.pk, second.key, again(member), by=BY)

    epoch, half = again(second).current(group.pk)
    assert (epoch.number, half) == (1, member.current(group.pk)[1])
    assert Entry.objects.get(verb="let in with key").detail == {
        "group": str(group.pk),
        "epoch": 1,
        "account": str(second.key.owner),
    }


def test_whoever_holds_no_key_hands_none_on(group):
    with pytest.raises(NoWayIn):
        actions.add_member(group.pk, make_keyring().key, make_keyring(), by=BY)


def test_a_key_is_handed_over_once(member, group):
    with pytest.raises(Refused, match="already"):
        actions.add_member(group.pk, member.key, member, by=BY)


def test_a_key_swapped_between_looking_and_handing_over_gets_nothing(member, group):
    second = make_keyring()
    MemberKey.objects.filter(pk=second.key.pk).update(public_half=make_keyring().key.public)

    with pytest.raises(Refused, match="changed meanwhile"):
        actions.add_member(group.pk, second.key, member, by=BY)


def test_a_key_given_up_gets_nothing_and_loses_what_it_had(member):
    second = make_keyring()
    group = make_group(member, second)

    actions.retire(second.key, by=BY, why="forgot it")

    assert owners(group) == {member.key.owner}
    with pytest.raises(NoWayIn):
        again(second).current(group.pk)
    with pytest.raises(Refused, match="given up"):
        actions.add_member(group.pk, second.key, member, by=BY)
    fresh = actions.make_member_key(second.key.owner, PHRASE, by=BY, cost=CHEAP)
    actions.add_member(group.pk, fresh.key, member, by=BY)
    assert again(fresh).holds(group.pk)


def test_a_removal_opens_an_epoch_without_the_leaver(member):
    second, third = make_keyring(), make_keyring()
    group = make_group(member, second, third)
    before = member.current(group.pk)[1]

    epoch = remove(group, third, by=again(member))

    assert epoch.number == 2
    assert owners(group) == {member.key.owner, second.key.owner}
    assert again(second).current(group.pk)[1] != before
    with pytest.raises(NoWayIn):
        again(third).current(group.pk)
    assert not MemberWrap.objects.filter(member_key=third.key).exists()
    entry = Entry.objects.get(verb="open epoch")
    assert (entry.why, entry.detail["number"], entry.detail["wraps"]) == ("left", 2, 1)


def test_the_leaver_cannot_open_the_new_half_with_the_old_one(member):
    second = make_keyring()
    group = make_group(member, second)
    old = second.current(group.pk)[1]

    epoch = remove(group, second, by=again(member))

    with pytest.raises(CannotOpen):
        groups.open_with(old, bytes(epoch.older), info=groups.bound_to_chain(epoch))
    for wrap in epoch.wraps.all():
        with pytest.raises(CannotOpen):
            groups.open_with(old, bytes(wrap.wrapped), info=b"")


def test_the_chain_of_epochs_can_be_walked_from_the_newest(member, group):
    halves = [member.current(group.pk)[1]]
    for _ in range(3):
        remove(group, by=again(member))
        halves.append(again(member).current(group.pk)[1])

    walked = list(again(member).walk(group.pk))

    assert [epoch.number for epoch, _ in walked] == [4, 3, 2, 1]
    assert [half for _, half in walked] == halves[::-1]
    assert again(member).half_of(group.pk, 2) == halves[1]


def test_a_half_is_found_once_a_request(member, group, django_assert_num_queries):
    remove(group, by=again(member))
    keyring = again(member)

    with django_assert_num_queries(3):
        first = keyring.half_of(group.pk, 1)
    with django_assert_num_queries(0):
        assert keyring.half_of(group.pk, 1) == first


def test_an_epoch_that_is_not_there_is_told(member, group):
    with pytest.raises(NoWayIn, match="no such epoch"):
        member.half_of(group.pk, 7)


@pytest.mark.requirement("R12.3")
def test_nobody_adds_a_reader_by_writing_a_row(member, group):
    """Whoever holds the database but no key puts a member in; the next epoch does not carry them."""
    intruder = make_keyring()
    epoch = Epoch.objects.get()
    MemberWrap.objects.create(
        epoch=epoch, member_key=intruder.key, wrapped=b"\1anything", voucher=bytes(32)
    )

    with pytest.raises(CannotOpen):
        again(intruder).current(group.pk)
    assert remove(group, by=again(member)).number == 2
    assert owners(group) == {member.key.owner}
    with pytest.raises(CannotOpen):
        again(intruder).current(group.pk)
    entry = Entry.objects.get(verb="leave unvouched behind")
    assert (entry.subject_id, entry.why) == (str(intruder.key.pk), "")
    assert entry.detail == {
        "group": str(group.pk),
        "epoch": 1,
        "account": str(intruder.key.owner),
    }


def test_a_members_public_key_swapped_in_the_database_is_not_carried_on(member):
    second = make_keyring()
    group = make_group(member, second)
    MemberKey.objects.filter(pk=second.key.pk).update(public_half=make_keyring().key.public)

    remove(group, by=again(member))

    assert owners(group) == {member.key.owner}


def spoilt(rows, how):
    """Change rows of `MemberWrap` as someone with the database and no key of the group can."""
    for row in rows:
        key = row.member_key
        if how == "no voucher":
            row.voucher = b""
        elif how == "one bit":
            row.voucher = bytes([row.voucher[0] ^ 1]) + bytes(row.voucher)[1:]
        elif how == "another's voucher":
            row.voucher = MemberWrap.objects.exclude(pk=row.pk).first().voucher
        elif how == "another owner":
            key.owner = uuid4()
        elif how == "another key":
            key.public_half = new_pair()[1]
        elif how == "no key at all":
            key.public_half = b"\7"
        else:
            key.retired_on = today()
        row.save(update_fields=["voucher"])
        key.save(update_fields=["owner", "public_half", "retired_on"])


SPOILT = (
    *("no voucher", "one bit", "another's voucher"),
    *("another owner", "another key", "no key at all", "given up"),
)


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_row_stops_no_change_and_is_carried_nowhere(member, how):
    second, third, leaver = make_keyring(), make_keyring(), make_keyring()
    group = make_group(member, second, third, leaver)
    spoilt(MemberWrap.objects.filter(member_key=third.key), how)

    epoch = remove(group, leaver, by=again(member))

    carried = set(epoch.wraps.values_list("member_key", flat=True))
    assert carried == {member.key.pk, second.key.pk}
    assert again(second).holds(group.pk)
    assert Entry.objects.filter(verb="leave unvouched behind").count() == 1


def test_a_leaver_under_another_name_is_not_carried_either(member):
    """Whoever is removed writes another owner beside their key, so as not to be among the leavers."""
    leaver = make_keyring()
    group = make_group(member, leaver)
    MemberKey.objects.filter(pk=leaver.key.pk).update(owner=uuid4())

    epoch = remove(group, leaver, by=again(member))

    assert [wrap.member_key for wrap in epoch.wraps.all()] == [member.key]


def test_a_row_of_before_put_back_is_not_carried(member):
    second = make_keyring()
    group = make_group(member, second)
    row = MemberWrap.objects.get(member_key=second.key)
    actions.retire(second.key, by=BY, why="forgot it")
    row.save(force_insert=True)

    epoch = remove(group, by=again(member))

    assert [wrap.member_key for wrap in epoch.wraps.all()] == [member.key]


def test_a_member_whose_row_was_spoilt_is_handed_the_key_anew(member):
    second = make_keyring()
    group = make_group(member, second)
    spoilt(MemberWrap.objects.filter(member_key=second.key), "no voucher")
    remove(group, by=again(member))

    actions.add_member(group.pk, second.key, again(member), by=BY)

    assert again(second).half_of(group.pk, 1) == member.half_of(group.pk, 1)


@pytest.mark.parametrize("how", ["no voucher", "given up"])
def test_whoever_changes_the_key_must_be_vouched_for(member, how):
    """Else they would lose the group to what they see no more of."""
    second = make_keyring()
    group = make_group(member, second)
    spoilt(MemberWrap.objects.filter(member_key=member.key), how)

    with pytest.raises(Unvouched):
        remove(group, by=again(member))
    assert Epoch.objects.count() == 1
    assert not Entry.objects.filter(verb="leave unvouched behind").exists()
    assert remove(group, by=again(second)).number == 2
    assert owners(group) == {second.key.owner}


def test_no_change_leaves_a_group_that_nobody_holds(member):
    second = make_keyring()
    group = make_group(member, second)

    with pytest.raises(Unvouched):
        remove(group, member, second, by=again(member))
    spoilt(MemberWrap.objects.all(), "no voucher")
    with pytest.raises(Unvouched):
        remove(group, member, by=again(member))
    assert Epoch.objects.count() == 1


def test_a_member_may_change_the_key_and_leave(member):
    second = make_keyring()
    group = make_group(member, second)

    remove(group, member, by=again(member))

    assert owners(group) == {second.key.owner}


def test_a_voucher_of_an_older_epoch_is_worth_nothing(member):
    second = make_keyring()
    group = make_group(member, second)
    old = MemberWrap.objects.get(member_key=second.key)
    epoch = remove(group, second, by=again(member))

    MemberWrap.objects.create(
        epoch=epoch, member_key=second.key, wrapped=old.wrapped, voucher=old.voucher
    )

    with pytest.raises(CannotOpen):
        again(second).current(group.pk)
    assert [w.member_key for w in remove(group, by=again(member)).wraps.all()] == [member.key]


def test_an_epochs_public_half_swapped_in_the_database_is_noticed(member, group):
    Epoch.objects.update(public_half=make_keyring().key.public)

    with pytest.raises(CannotOpen, match="not of this epoch"):
        again(member).current(group.pk)


def test_a_wrap_put_in_another_groups_place_does_not_open(member):
    one, other = make_group(member), make_group(member)
    taken = MemberWrap.objects.get(epoch__recipient=one).wrapped
    MemberWrap.objects.filter(epoch__recipient=other).update(wrapped=taken)

    with pytest.raises(CannotOpen):
        again(member).current(other.pk)
    assert not again(member).holds(other.pk)


def test_a_keyring_takes_only_the_half_of_its_key(member):
    with pytest.raises(CannotOpen, match="not of this member"):
        Keyring(member.key, new_pair()[0])


@pytest.mark.requirement("R12.3")
def test_no_private_half_lies_unsealed_in_any_table(member):
    from django.apps import apps
    from django.db import models

    second = make_keyring()
    group = make_group(member, second)
    remove(group, by=again(member))
    keyring = again(member)
    halves = [half for _, half in keyring.walk(group.pk)]
    halves.append(
        actions.open_half(member.key.kept, PHRASE, key_id=member.key.pk, owner=member.key.owner)
    )

    kept = b"".join(
        bytes(value)
        for model in apps.get_app_config("vault").get_models()
        for field in model._meta.fields
        if isinstance(field, models.BinaryField)
        for value in model.objects.values_list(field.name, flat=True)
    )
    assert len(halves) == 3
    for half in halves:
        assert isinstance(half, PrivateHalf)
        assert half.reveal()[1:] not in kept


def test_the_database_refuses_an_epoch_that_does_not_know_the_one_before(group):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="epoch_knows_the_one_before"):
        Epoch(recipient=group, number=2, public_half=b"\1").save(force_insert=True)


@pytest.mark.parametrize("cost", [{"memory": 2_000_000}, {"passes": 0}, {"lanes": 9}])
def test_the_database_refuses_a_cost_that_no_door_could_pay(member, cost):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="member_key_cost"):
        MemberKey.objects.update(**cost)
