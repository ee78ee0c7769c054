import pytest

from rapporteur.kernel.vault import carrying
from rapporteur.kernel.vault.faults import CannotOpen
from tests.factories.vaults import make_keyring

pytestmark = pytest.mark.django_db


def test_an_open_vault_is_carried_with_two_parts_and_neither_alone(member):
    value = carrying.new_value()
    sealed = carrying.carry(member, value)

    again = carrying.carried(sealed, value, member.key)

    assert (again.key, again.half) == (member.key, member.half)
    assert member.half.reveal()[1:] not in sealed
    assert len(value) == 43
    with pytest.raises(CannotOpen):
        carrying.carried(sealed, carrying.new_value(), member.key)


@pytest.mark.parametrize("changed", [lambda s: b"", lambda s: s[:-1], lambda s: s[1:]])
def test_what_was_cut_opens_nothing(member, changed):
    value = carrying.new_value()

    with pytest.raises(CannotOpen):
        carrying.carried(changed(carrying.carry(member, value)), value, member.key)


def test_what_one_person_carries_opens_nothing_for_another(member):
    value = carrying.new_value()

    with pytest.raises(CannotOpen):
        carrying.carried(carrying.carry(member, value), value, make_keyring().key)
