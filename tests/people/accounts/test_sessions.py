"""Sessions: kept under a hash, opened by the key, one table a door, nothing pickled."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError

from rapporteur.kernel.clock import now
from rapporteur.people.accounts.models import DeskSession, MissionsSession
from rapporteur.people.accounts.sessions import SessionStore, hashed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_desk(settings):
    settings.DOOR = "desk"
    settings.SESSION_COOKIE_AGE = 8 * 3600


def kept(**content):
    store = SessionStore()
    store.update(content)
    store.create()
    return store


def test_a_session_comes_back_under_its_key():
    store = kept(word="sealed")

    assert dict(SessionStore(store.session_key)) == {"word": "sealed"}


def test_the_row_holds_neither_the_key_nor_the_words():
    store = kept(word="a secret of the authenticator")

    row = DeskSession.objects.get()

    assert row.key_hash == hashed(store.session_key)
    assert store.session_key not in row.key_hash
    assert b"secret" not in bytes(row.body)


def test_a_row_moved_under_another_key_opens_empty():
    first, second = kept(who="first"), kept(who="second")
    stolen = DeskSession.objects.get(key_hash=hashed(first.session_key)).body
    DeskSession.objects.filter(key_hash=hashed(second.session_key)).update(body=stolen)

    assert dict(SessionStore(second.session_key)) == {}


def test_the_hash_itself_is_no_key():
    store = kept(word="sealed")

    assert dict(SessionStore(hashed(store.session_key))) == {}


def test_an_expired_session_is_empty_and_cleared_by_the_next_one():
    store = kept(word="sealed")
    DeskSession.objects.update(expires=now() - timedelta(seconds=1))

    assert dict(SessionStore(store.session_key)) == {}
    kept()
    assert not SessionStore().exists(store.session_key)


def test_clear_expired_keeps_the_living():
    old, young = kept(), kept()
    DeskSession.objects.filter(key_hash=hashed(old.session_key)).update(expires=now())

    SessionStore.clear_expired()

    assert [SessionStore().exists(s.session_key) for s in (old, young)] == [False, True]


def test_a_session_ended_elsewhere_does_not_come_back():
    store = kept(word="sealed")
    again = SessionStore(store.session_key)
    again["word"] = "changed"
    store.delete()

    with pytest.raises(UpdateError):
        again.save()


def test_two_sessions_never_share_a_key():
    store = kept()

    with pytest.raises(CreateError):
        store.save(must_create=True)


def test_saving_without_a_key_makes_one():
    store = SessionStore()
    store["a"] = 1

    store.save()

    assert dict(SessionStore(store.session_key)) == {"a": 1}


def test_a_saved_change_is_read_back_and_sign_in_changes_the_key():
    store = kept(a=1)
    store["a"] = 2
    store.save()
    before = store.session_key

    store.cycle_key()
    store.save()

    assert store.session_key != before
    assert dict(SessionStore(store.session_key)) == {"a": 2}
    assert not SessionStore().exists(before)


def test_deleting_nothing_is_no_fault():
    SessionStore().delete()

    assert DeskSession.objects.count() == 0


def test_each_door_has_a_table_of_its_own(settings):
    store = kept(word="desk")
    settings.DOOR = "missions"

    assert dict(SessionStore(store.session_key)) == {}
    kept()
    assert (DeskSession.objects.count(), MissionsSession.objects.count()) == (1, 1)
    assert str(DeskSession.objects.get()) == hashed(store.session_key)[:8]
