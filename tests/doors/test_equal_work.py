"""Who asks learns nothing from how much work an answer took: derivations and queries are counted.

Time itself is measured by `make bench-logins`.
"""

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.intake import receipts
from tests.factories.halves import make_pair
from tests.factories.people import make_account
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.django_db
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def counting(monkeypatch, owner, name):
    """Return a list that grows by one with each call of a method."""
    calls = []
    real = getattr(owner, name)

    def counted(*args, **kwargs):
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, counted)
    return calls


@pytest.fixture
def source(door, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    make_pair(make_group(make_keyring()).pk)
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


@pytest.fixture
def codes(source):
    """Codes by class: of a thread that was begun, of one that was sent, and those that open none."""
    held = {}
    for name in ("begun", "sent"):
        held[name] = receipts.new_code()
        source.post("/en/kept/", {"code": held[name], "last": held[name][-5:]})
        source.post("/en/page/what/", {"answer": "An exercise."})
    source.post("/en/send/")
    source.cookies.clear()
    return {
        **held,
        "in other digits": held["sent"].translate(ARABIC),
        "unknown": receipts.new_code(),
        "one digit off": f"{held['sent'][:-1]}{(int(held['sent'][-1]) + 1) % 10}",
        "too short": held["sent"][:-1],
        "too long": held["sent"] + "1",
        "no digits": "hello",
        "another sign": "²" * 25,
    }


@pytest.mark.requirement("A1")
def test_every_class_of_code_costs_the_same_derivations_and_queries(source, codes, monkeypatch):
    derived = counting(monkeypatch, receipts, "Argon2id")
    work = {}
    for name, code in codes.items():
        source.cookies.clear()
        derived.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = source.post("/en/code/", {"entered": code})
        told = (answer.status_code, answer.get("Location", ""), len(answer.content))
        work[name] = (len(derived), len(asked), *told)

    assert set(work.values()) == {work["sent"]}, work
    assert work["sent"][0] == 1


@pytest.mark.requirement("M1")
@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_every_class_of_sign_in_that_fails_costs_the_same(door, monkeypatch, name):
    account, closed, unset = (make_account(name) for _ in range(3))
    closed.is_active = False
    closed.save()
    unset.set_unusable_password()
    unset.save()
    other = make_account("missions" if name == "desk" else "desk")
    emails = {
        "wrong": account.email,
        "in capitals": account.email.upper(),
        "unknown": "nobody@exercise.invalid",
        "closed": closed.email,
        "no password yet": unset.email,
        "of the other door": other.email,
    }
    hashed = counting(monkeypatch, MD5PasswordHasher, "encode")
    work = {}
    for kind, email in emails.items():
        client = door(name)
        client.get(reverse("account_login"))
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(
                reverse("account_login"), {"login": email, "password": "another password"}
            )
        work[kind] = (len(hashed), len(asked), answer.status_code)

    assert set(work.values()) == {work["wrong"]}, work
    assert work["wrong"][0] == 1


@pytest.mark.requirement("M1")
@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_a_right_sign_in_hashes_as_often_as_a_wrong_one(door, monkeypatch, name):
    account = make_account(name)
    hashed = counting(monkeypatch, MD5PasswordHasher, "encode")
    found = []
    for password in ("four random words here", "another password"):
        hashed.clear()
        door(name).post(reverse("account_login"), {"login": account.email, "password": password})
        found.append(len(hashed))

    assert found == [1, 1]


def test_the_derivation_that_is_counted_is_the_real_one():
    assert receipts.Argon2id is Argon2id
