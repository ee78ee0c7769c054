"""One's own vault at a door: set up, unlock, lock, and what takes it away."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.models import MemberKey, MemberWrap
from rapporteur.people.accounts.models import DeskSession
from rapporteur.people.desks.models import MissionMembership
from rapporteur.people.vaults import unlocking
from rapporteur.people.vaults.unlocking import KEPT
from rapporteur.world.models import Country
from tests.factories.cases import make_office
from tests.factories.partners import make_partner
from tests.factories.people import PASSWORD, make_account, make_desk, make_member, sign_in_fully
from tests.factories.vaults import PHRASE, make_group, make_keyring

pytestmark = pytest.mark.django_db
OTHER = "eight loud geese left in autumn"


def page(client, name="home", *args):
    return client.get(reverse(name, args=args)).content.decode()


def post(client, name, **given):
    return client.post(reverse(name), given)


# Setting up


def test_without_a_vault_the_page_says_where_to_set_one_up(at_desk):
    client = at_desk("desk_officer")

    assert "No vault key yet" in page(client)
    assert "Set up your vault" in page(client)
    assert client.get(reverse("vault_unlock")).url == reverse("vault_set_up")


@pytest.mark.requirement("M1")
def test_a_vault_is_set_up_and_open_at_once(at_desk):
    client = at_desk("desk_officer")

    answer = post(client, "vault_set_up", passphrase=PHRASE, again=PHRASE)

    assert answer.url == reverse("home")
    key = MemberKey.objects.get()
    assert (key.owner, key.memory) == (client.person.pk, 65_536)
    assert "Vault open, locks in 15 minutes" in page(client)
    assert client.get(reverse("vault_set_up")).url == reverse("vault")


@pytest.mark.parametrize(
    ("typed", "again", "reason"),
    [
        ("", "", "This field is required"),
        (PHRASE, OTHER, "not the same words"),
        ("short", "short", "at least 16 characters"),
        (PASSWORD, PASSWORD, "your password for signing in"),
        ("x" * 900_000, "x" * 900_000, "at most 500 characters"),
        ("abc\x00" * 8, "abc\x00" * 8, "Null characters"),
    ],
)
def test_what_cannot_be_a_passphrase_is_told_and_never_shown_again(at_desk, typed, again, reason):
    client = at_desk("desk_officer")

    shown = post(client, "vault_set_up", passphrase=typed, again=again).content.decode()

    assert reason in shown
    assert not typed or f'value="{typed[:20]}' not in shown
    assert not MemberKey.objects.exists()


def test_somebody_invited_sets_up_a_vault_while_they_wait(at_desk):
    client = at_desk("desk_officer", state="invited")

    post(client, "vault_set_up", passphrase=PHRASE, again=PHRASE)

    assert "Vault open" in page(client)


# Unlocking


def test_a_vault_opens_with_its_passphrase_and_goes_back_to_where_one_was(at_desk):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)
    assert f"{reverse('vault_unlock')}?next=/members/" in page(client, "members")

    address = f"{reverse('vault_unlock')}?next=/members/"
    answer = client.post(address, {"passphrase": PHRASE})

    assert answer.url == "/members/"
    assert "Vault open" in page(client)
    assert Entry.objects.get(verb="unlock").by == str(client.person.pk)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_unlocking_sends_nobody_to_another_site(at_desk, wanted):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)

    answer = client.post(f"{reverse('vault_unlock')}?next={wanted}", {"passphrase": PHRASE})

    assert answer.url == reverse("home")


def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(with_vault):
    cookie = with_vault("desk_officer").cookies["desk-vault"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")
    assert len(cookie.value) == 43


def test_behind_tls_the_cookie_is_secure(at_desk, settings):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)
    settings.SESSION_COOKIE_SECURE = True
    answer = client.post(reverse("vault_unlock"), {"passphrase": PHRASE}, secure=True)

    assert answer.cookies["desk-vault"]["secure"] is True


@pytest.mark.requirement("R12.3")
@pytest.mark.parametrize("missing", ["desk-vault", "wrong"])
def test_the_session_alone_opens_nothing(with_vault, missing):
    client = with_vault("desk_officer")
    if missing == "wrong":
        client.cookies["desk-vault"] = "A" * 43
    else:
        del client.cookies["desk-vault"]

    assert "Vault locked" in page(client)


@pytest.mark.requirement("R12.3")
def test_the_table_of_sessions_holds_neither_half_nor_phrase(with_vault):
    client = with_vault("desk_officer")
    half = client.keyring.half.reveal()[1:]

    rows = b"".join(bytes(body) for body in DeskSession.objects.values_list("body", flat=True))
    kept = str(client.session[KEPT]).encode()

    for secret in (
        half,
        half.hex().encode(),
        PHRASE.encode(),
        client.cookies["desk-vault"].value.encode(),
    ):
        assert secret not in rows
        assert secret not in kept


def test_what_lies_in_a_session_opens_nothing_for_another_person(with_vault):
    client = with_vault("desk_officer")
    kept, cookie = client.session[KEPT], client.cookies["desk-vault"].value
    make_keyring(make_account().pk)
    MemberKey.objects.filter(pk=client.keyring.key.pk).update(retired_on=date(2026, 1, 1))
    make_keyring(client.person.pk)

    assert "Vault locked" in page(client)
    assert (client.session[KEPT]["key"], client.cookies["desk-vault"].value) == (
        kept["key"],
        cookie,
    )


def test_guessing_is_slowed_down(at_desk, settings):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)

    answers = [post(client, "vault_unlock", passphrase="").status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    assert post(client, "vault_unlock", passphrase=PHRASE).status_code == 429


def test_a_right_passphrase_clears_the_count(at_desk):
    client = at_desk("desk_officer")
    make_keyring(client.person.pk)

    for _ in range(2):
        for _ in range(4):
            post(client, "vault_unlock", passphrase="")
        assert post(client, "vault_unlock", passphrase=PHRASE).status_code == 302


# Locking


def sees_later(monkeypatch, **after):
    later = now() + timedelta(**after)
    monkeypatch.setattr(unlocking, "now", lambda: later)


def test_fifteen_minutes_without_use_lock_it(with_vault, monkeypatch):
    client = with_vault("desk_officer")
    sees_later(monkeypatch, minutes=15, seconds=1)

    shown = page(client)

    assert "Vault locked" in shown
    assert KEPT not in client.session
    assert client.cookies["desk-vault"].value == ""
    entry = Entry.objects.get(verb="lock")
    assert (entry.why, entry.by) == ("15 minutes without use", str(client.person.pk))


def test_use_keeps_it_open(with_vault, monkeypatch):
    client = with_vault("desk_officer")

    for minutes in (14, 28, 42):
        sees_later(monkeypatch, minutes=minutes)
        assert "Vault open" in page(client)


def test_use_is_noted_at_most_twice_a_minute(with_vault, monkeypatch):
    client = with_vault("desk_officer")
    seen = client.session[KEPT]["seen"]
    sees_later(monkeypatch, seconds=20)
    page(client)
    assert client.session[KEPT]["seen"] == seen
    sees_later(monkeypatch, seconds=40)
    page(client)
    assert client.session[KEPT]["seen"] > seen


def test_it_is_locked_by_hand_from_any_page(with_vault):
    client = with_vault("desk_officer")
    assert reverse("vault_lock") in page(client)

    post(client, "vault_lock")

    assert "Vault locked" in page(client)
    assert Entry.objects.get(verb="lock").why == "by hand"
    assert client.get(reverse("vault_lock")).status_code == 405
    post(client, "vault_lock")
    assert Entry.objects.filter(verb="lock").count() == 1


def test_signing_out_takes_both_parts_away(with_vault):
    client = with_vault("desk_officer")

    post(client, "account_logout")

    assert client.cookies["desk-vault"].value == ""
    assert not DeskSession.objects.exists()


def test_a_new_password_locks_it(with_vault):
    client = with_vault("desk_officer")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "a b c d e f g", "password2": "a b c d e f g"},
    )

    assert answer.status_code == 302
    assert "Vault locked" in page(client)
    assert KEPT not in client.session
    assert Entry.objects.get(verb="lock").why == "password changed"


# Changing and giving up


def test_the_passphrase_is_changed_and_the_vault_locked(with_vault):
    client = with_vault("desk_officer")

    answer = post(client, "vault_change", old=PHRASE, passphrase=OTHER, again=OTHER)

    assert answer.url == reverse("vault_unlock")
    assert "Vault locked" in page(client)
    assert post(client, "vault_unlock", passphrase=OTHER).url == reverse("home")


def test_a_passphrase_that_is_not_fit_changes_nothing(with_vault):
    client = with_vault("desk_officer")

    shown = post(client, "vault_change", old=PHRASE, passphrase="short", again="short")

    assert "at least 16 characters" in shown.content.decode()
    assert "Vault open" in page(client)
    assert "passphrase until now" in page(client, "vault_change")


def test_a_lost_key_is_given_up_and_a_new_one_set_up(with_vault):
    client = with_vault("desk_officer")
    make_group(make_keyring(), client.keyring)
    assert "cannot remember" in page(client, "vault_give_up")
    for lacking in ({"password": PASSWORD}, {"sure": "on"}):
        shown = post(client, "vault_give_up", **lacking).content.decode()
        assert "This field is required" in shown

    answer = post(client, "vault_give_up", sure="on", password=PASSWORD)

    assert answer.url == reverse("vault_set_up")
    assert MemberKey.objects.of(client.person.pk).in_use().count() == 0
    assert not MemberWrap.objects.filter(member_key=client.keyring.key).exists()
    assert "No vault key yet" in page(client)


def test_the_page_of_the_vault_shows_its_fingerprint(with_vault):
    from rapporteur.kernel.vault.recipients import newest, spoken

    client = with_vault("coordinator")

    shown = page(client, "vault")

    assert spoken(client.keyring.key.public) in shown
    assert spoken(newest(client.desk.recipient).public) in shown
    assert "You hold its key." in shown
    assert "signed" in shown


def test_the_page_of_the_vault_says_what_is_missing(at_desk):
    client = at_desk("desk_officer")

    shown = page(client, "vault")

    assert "You have no vault key yet." in shown
    assert "its first coordinator makes it" in shown
    for name in ("vault_change", "vault_give_up"):
        assert client.get(reverse(name)).url == reverse("vault_set_up")


# The missions door


@pytest.fixture
def officer():
    country, _new = Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )
    account = make_account("missions")
    MissionMembership.objects.create(account=account, country=country, since=date(2026, 1, 1))
    return account


def test_an_officer_of_a_mission_sets_up_locks_and_unlocks_with_that_doors_rights(
    door, officer, as_role
):
    client = door("missions")
    with as_role("missions"):
        sign_in_fully(client, officer)
        assert "No vault key yet" in page(client)
        post(client, "vault_set_up", passphrase=PHRASE, again=PHRASE)
        assert "Vault open" in page(client)
        assert client.cookies["missions-vault"].value
        post(client, "vault_lock")
        assert "Vault locked" in page(client)
        post(client, "vault_unlock", passphrase=PHRASE)
        assert "Vault open" in page(client)
        assert "Fingerprint of your key" in page(client, "vault")


@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_all_that_one_does_with_ones_vault_takes_that_doors_rights_only(
    door, officer, as_role, name
):
    people = {
        "missions": lambda: officer,
        "partners": lambda: make_partner(make_office(), key=False).account,
        "desk": lambda: make_member(make_desk(), "desk_officer").account,
    }
    person = people[name]()
    client = door(name)
    connection.check_constraints()
    with as_role(name):
        sign_in_fully(client, person)
        post(client, "vault_set_up", passphrase=PHRASE, again=PHRASE)
        post(client, "vault_change", old=PHRASE, passphrase=OTHER, again=OTHER)
        post(client, "vault_unlock", passphrase=OTHER)
        assert "Vault open" in page(client)
        post(client, "vault_give_up", sure="on", password=PASSWORD)
        assert "No vault key yet" in page(client)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
@pytest.mark.parametrize("name", ["vault", "vault_unlock", "vault_change", "vault_give_up"])
def test_the_pages_of_the_vault_stand_in_six_languages(at_desk, language, name):
    client = at_desk("desk_officer")
    client.person.language = language
    client.person.save()
    make_keyring(client.person.pk)

    shown = page(client, name)

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in shown
