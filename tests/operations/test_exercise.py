import json
import stat

import pytest

from rapporteur.kernel.access.roles import ROLES
from rapporteur.kernel.instance import queries
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import MemberKey, MemberWrap
from rapporteur.operations import exercise
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country
from tests.factories.law import remove_exerland
from tests.factories.vaults import CHEAP

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("M11")]


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    Country.objects.get_or_create(
        iso3="XEX",
        defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "exercise"},
    )
    return tmp_path / "exercise.json"


def test_every_role_gets_an_account_that_only_we_can_read(written):
    exercise.write_accounts(CHEAP)
    found = json.loads(written.read_text())
    assert sorted(one["role"] for one in found) == sorted(role.code for role in ROLES)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    for one in found:
        account = Account.objects.get(door=one["door"], email=one["email"])
        assert account.check_password(one["password"])


def test_a_second_start_keeps_the_passwords(written):
    exercise.write_accounts(CHEAP)
    before = written.read_text()
    exercise.write_accounts(CHEAP)
    assert written.read_text() == before


def test_accounts_of_a_database_that_is_gone_are_made_anew(written):
    written.write_text(json.dumps([{"door": "desk", "email": "gone@exercise.invalid"}]))
    exercise.write_accounts(CHEAP)
    assert "gone@exercise.invalid" not in written.read_text()


def test_accounts_of_before_there_were_vaults_are_made_anew(written):
    exercise.write_accounts(CHEAP)
    before = written.read_text()
    MemberWrap.objects.all().delete()
    MemberKey.objects.all().delete()
    exercise.write_accounts(CHEAP)
    assert written.read_text() != before
    assert MemberKey.objects.in_use().count() == sum(role.holds_key for role in ROLES)


def test_without_exerland_no_account_is_made(written):
    remove_exerland()
    exercise.write_accounts(CHEAP)
    assert not written.exists()


def test_real_work_gets_no_such_account(written, monkeypatch):
    monkeypatch.setattr(queries, "mode", lambda: "real")
    with pytest.raises(Refused, match="real"):
        exercise.write_accounts(CHEAP)
    assert not written.exists()
