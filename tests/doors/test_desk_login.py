"""Signing in at a door: password, second factor, session, and what each refuses."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.urls import reverse

from rapporteur.doors import evening
from rapporteur.kernel import clock
from rapporteur.kernel.journal.models import Entry
from rapporteur.people.accounts import factors
from rapporteur.people.accounts.models import Account, DeskSession
from tests.factories.people import (
    PASSWORD,
    code,
    make_account,
    sign_in_fully,
    sign_in_with_password,
)

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("M1")
@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_password_and_code_open_the_door(door, name):
    client, account = door(name), make_account(name)

    first = sign_in_with_password(client, account)
    before = client.get("/")
    second = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert (first.status_code, first.url) == (302, reverse("mfa_authenticate"))
    assert (before.status_code, before.url.split("?")[0]) == (302, reverse("account_login"))
    assert (second.status_code, second.url) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.requirement("M1")
def test_without_a_second_factor_nothing_opens_but_setting_one_up(door):
    client, account = door("desk"), make_account(factor=False)
    sign_in_with_password(client, account)

    for address in ("/", reverse("account_change_password"), reverse("mfa_index")):
        assert client.get(address).url == reverse("second_factor")
    assert client.get(reverse("second_factor")).status_code == 200


@pytest.mark.requirement("M1")
def test_setting_up_an_app_seals_its_secret_and_gives_recovery_codes(door):
    client, account = door("desk"), make_account(factor=False)
    sign_in_with_password(client, account)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))

    answer = client.post(
        reverse("mfa_activate_totp"), {"code": format_hotp_value(hotp_value(secret, counter))}
    )

    assert answer.url == reverse("mfa_view_recovery_codes")
    row = Authenticator.objects.get(user=account, type="totp")
    assert secret not in str(row.data)
    assert factors.unseal(row.data["secret"], door="desk") == secret
    codes = client.get(answer.url).context["unused_codes"]
    assert len(codes) == 10
    again = client.get(answer.url)
    assert codes[0] not in again.content.decode()


@pytest.mark.requirement("M1")
def test_a_recovery_code_opens_the_door_once(door):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("account_logout"))

    sign_in_with_password(client, account)
    first = client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    client.post(reverse("account_logout"))
    sign_in_with_password(client, account)
    second = client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert (first.status_code, second.status_code) == (302, 200)
    assert "used already" in second.content.decode()


@pytest.mark.requirement("M1")
def test_a_code_of_the_app_works_once(door):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)
    client.post(reverse("account_logout"))

    sign_in_with_password(client, account)
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert answer.status_code == 200


def test_the_only_second_factor_cannot_be_removed(door):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert "only second factor" in answer.content.decode()
    assert Authenticator.objects.filter(user=account, type="totp").exists()


def test_an_account_of_one_door_is_unknown_at_the_other(door, as_role):
    account = make_account("missions")
    client = door("desk")

    with as_role("desk"):
        answer = sign_in_with_password(client, account)

    assert "do not fit together" in answer.content.decode()


@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_the_rights_of_the_door_suffice_to_sign_in_and_out(door, as_role, name):
    client, account = door(name), make_account(name)
    connection.check_constraints()

    with as_role(name):
        opened = sign_in_fully(client, account)
        home = client.get("/")
        left = client.post(reverse("account_logout"))

    assert (opened.url, home.status_code, left.url) == ("/", 200, reverse("account_login"))


def test_wrong_and_unknown_get_the_same_page(door):
    client, account = door("desk"), make_account()
    wrong = sign_in_with_password(client, account, "another password").content.decode()
    unknown = client.post(
        reverse("account_login"),
        {"login": "nobody@desk.exercise.invalid", "password": "another password"},
    ).content.decode()

    def plain(page):
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        return page.replace("nobody@desk.exercise.invalid", account.email)

    assert plain(wrong) == plain(unknown)
    assert f'value="{account.email}"' in wrong


@pytest.mark.parametrize("who", ["wrong", "unknown", "unset", "closed"])
def test_every_failed_sign_in_hashes_once(door, monkeypatch, who):
    from django.contrib.auth.hashers import MD5PasswordHasher

    account = make_account()
    if who == "unset":
        account.set_unusable_password()
    account.is_active = who != "closed"
    account.save()
    client = door("desk")
    hashed = []
    real = MD5PasswordHasher.encode

    def counting(self, *args, **kwargs):
        hashed.append(1)
        return real(self, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    email = "nobody@exercise.invalid" if who == "unknown" else account.email

    client.post(reverse("account_login"), {"login": email, "password": "another password"})

    assert len(hashed) == 1


def test_signing_in_long_ago_does_not_suffice_to_change_a_factor(door, settings):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1

    answer = client.get(reverse("mfa_generate_recovery_codes"))

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert "Is it you?" in client.get(answer.url).content.decode()


def test_after_five_failures_an_address_waits_and_other_doors_do_not_care(door):
    client, account = door("desk"), make_account()
    for _ in range(5):
        sign_in_with_password(client, account, "another password")

    answer = sign_in_with_password(client, account)

    assert "too many attempts" in answer.content.decode()
    mission = make_account("missions", email=account.email)
    assert sign_in_with_password(door("missions"), mission).status_code == 302


def test_nobody_signs_up(door):
    door("desk")
    urls = {"signup", "signup/", "account/signup/", "account/sign-up/"}

    assert {door("desk").get(f"/{url}").status_code for url in urls} <= {404, 302}
    from allauth.account.adapter import get_adapter

    assert not get_adapter().is_open_for_signup(None)


def test_a_link_by_mail_sets_a_new_password_once(door):
    client, account = door("desk"), make_account()
    client.post(reverse("account_reset_password"), {"email": account.email.upper()})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)

    new = "five other random words here"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert done.url == reverse("account_reset_password_from_key_done")
    assert "vault stays as it was" in client.get(done.url).content.decode()
    assert sign_in_with_password(client, account, new).url == reverse("mfa_authenticate")
    assert "does not work any more" in door("desk").get(link).content.decode()


@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_the_rights_of_the_door_suffice_for_a_new_password(door, as_role, name):
    client, account = door(name), make_account(name)
    connection.check_constraints()
    new = "five other random words here"

    with as_role(name):
        client.post(reverse("account_reset_password"), {"email": account.email})
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
        form = client.get(link, follow=True)
        done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert done.url == reverse("account_reset_password_from_key_done")


def test_a_reset_for_an_unknown_address_answers_alike_and_sends_nothing(door):
    client, account = door("desk"), make_account()

    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (account.email, "nobody@exercise.invalid")
    ]

    assert answers[0].url == answers[1].url
    assert [m.to for m in mail.outbox] == [[account.email]]


@pytest.mark.parametrize("weak", ["short", "password1234", "desk.exercise.invalid"])
def test_a_weak_password_is_refused_with_its_reason(door, weak):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    )

    assert answer.context["form"].errors
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_session_ends_after_twelve_hours_and_without_use_after_eight(door, monkeypatch):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)
    client.get("/")
    moment = clock.now()
    assert DeskSession.objects.get().expires - moment < timedelta(hours=8, minutes=1)
    from rapporteur.people.accounts import middleware

    monkeypatch.setattr(middleware, "now", lambda: moment + timedelta(hours=7))
    assert client.get("/").status_code == 200
    monkeypatch.setattr(middleware, "now", lambda: moment + timedelta(hours=12, minutes=1))
    client.get("/")

    assert client.get("/").status_code == 302


def test_cookies_carry_the_name_of_the_door_and_are_closed_to_scripts(door):
    client, account = door("missions"), make_account("missions")
    sign_in_fully(client, account)

    assert {"missions-session", "missions-form"} <= set(client.cookies)
    session = client.cookies["missions-session"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert client.cookies["missions-form"]["samesite"] == "Strict"


def test_pages_speak_the_language_of_the_account_until_another_is_chosen(door):
    client, account = door("desk"), make_account(language="ar")
    sign_in_fully(client, account)
    assert '<html lang="ar" dir="rtl">' in client.get("/").content.decode()

    client.post(reverse("set_language"), {"language": "fr", "next": "/"})

    assert '<html lang="fr" dir="ltr">' in client.get("/").content.decode()


BAD = {
    "empty": "",
    "large": "x" * 900_000,
    "control": "a\x00b\x1b[0m",
    "direction": "\u202eofficer@exercise.invalid\u2066",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_input_at_sign_in_is_answered_in_words(door, bad):
    client = door("desk")

    answer = client.post(reverse("account_login"), {"login": bad, "password": bad})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode() or 'role="alert"' in answer.content.decode()


def test_a_wrong_encoding_is_answered_in_words(door):
    client = door("desk")

    answer = client.post(
        reverse("account_login"),
        b"login=%ff%fe%80&password=%ff",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 200


def test_a_stale_form_is_refused_in_words(door):
    from django.test import Client

    door("desk")
    client = Client(enforce_csrf_checks=True)

    answer = client.post(reverse("account_login"), {"login": "a", "password": "b"})

    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_more_than_two_megabytes_are_refused_in_words(door):
    client = door("desk")

    answer = client.post(reverse("account_login"), {"login": "x" * 2_100_000, "password": "x"})

    assert answer.status_code == 400
    assert "too large" in answer.content.decode()


def test_what_is_not_there_is_answered_in_words(door):
    client, account = door("desk"), make_account()
    sign_in_fully(client, account)

    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "nothing here" in answer.content.decode()


def test_the_account_model_is_ours():
    assert get_user_model() is Account


def test_signing_in_and_out_is_in_the_journal_without_the_address(door):
    client, account = door("desk"), make_account()

    sign_in_fully(client, account)
    client.post(reverse("account_logout"))

    entries = Entry.objects.filter(subject_id=str(account.pk)).values_list("verb", "by", "door")
    assert set(entries) == {
        ("sign in", str(account.pk), "desk"),
        ("sign out", str(account.pk), "desk"),
    }


@pytest.mark.parametrize("email", ["officer@exercise.invalid", "nobody@exercise.invalid"])
def test_an_answer_comes_at_the_full_step_whoever_asked(door, monkeypatch, email):
    make_account(email="officer@exercise.invalid")
    client = door("desk")
    waited = []
    monkeypatch.setattr(evening, "STEP", 100.0)
    monkeypatch.setattr(evening.time, "sleep", waited.append)

    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": email, "password": "another password"})
    client.post(reverse("account_reset_password"), {"email": email})

    assert len(waited) == 2
    assert all(90 < seconds <= 100 for seconds in waited)


@pytest.mark.requirement("M1")
@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_the_rights_of_the_door_suffice_to_manage_factors_and_password(door, as_role, name):
    client, account = door(name), make_account(name, factor=False)
    connection.check_constraints()
    new = "five other random words here"

    with as_role(name):
        sign_in_with_password(client, account)
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        added = client.post(reverse("mfa_activate_totp"), {"code": code(secret=secret)})
        renewed = client.post(reverse("mfa_generate_recovery_codes"))
        shown = client.get(renewed.url)
        changed = client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": new, "password2": new},
        )

    assert [added.url, renewed.url] == [reverse("mfa_view_recovery_codes")] * 2
    assert len(shown.context["unused_codes"]) == 10
    assert changed.status_code == 302


def test_a_new_password_ends_every_other_session(door):
    client, account = door("desk"), make_account()
    other = client.__class__()
    sign_in_fully(client, account)
    sign_in_with_password(other, account)
    other.post(reverse("mfa_authenticate"), {"code": code(step=2)})
    assert other.get("/").status_code == 200
    new = "five other random words here"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_a_session_of_one_door_opens_nothing_at_the_other(door):
    desk, account = door("desk"), make_account()
    sign_in_fully(desk, account)
    key = desk.cookies["desk-session"].value
    missions = door("missions")
    missions.cookies["missions-session"] = key

    assert missions.get("/").url.startswith(reverse("account_login"))


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_first_page_stands_in_six_languages(door, language):
    client = door("desk")
    client.cookies["desk-language"] = language

    page = client.get(reverse("account_login")).content.decode()

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert len(page) < 30_000


@pytest.mark.parametrize("address", ["account_login", "account_reset_password"])
def test_labels_stand_alone_and_empty_fields_are_empty(door, address):
    page = door("desk").get(reverse(address)).content.decode()

    assert ">E-mail address</label>" in page
    assert "placeholder" not in page
