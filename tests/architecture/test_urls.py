from collections.abc import Callable
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from rapporteur.kernel.environment import DOORS

# Addresses of others that cannot carry a gate, each with its reason. Views of allauth are wrapped
# where `doors.login_urls` gives them an address, so none stands here.
BARE: dict[str, str] = {}


def addresses(patterns, before=""):
    """Yield (address, view) of every pattern below."""
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        else:
            assert isinstance(pattern, URLPattern)
            yield address, pattern.callback


def of_door(name):
    return list(addresses(import_module(f"rapporteur.doors.{name}.urls").urlpatterns))


@pytest.mark.parametrize("name", DOORS)
def test_every_view_of_every_door_says_who_may_come_in(name):
    bare = [
        f"/{address} {view.__module__}.{view.__name__}"
        for address, view in of_door(name)
        if not getattr(view, "access", None) and address not in BARE
    ]
    assert bare == []


@pytest.mark.parametrize("name", DOORS)
def test_access_is_a_reason_or_rules(name):
    for address, view in of_door(name):
        access = getattr(view, "access", None)
        if isinstance(access, str):
            assert access.endswith("."), address
        elif access is not None:
            assert all(isinstance(rule, Callable) for rule in access), address


@pytest.mark.parametrize("name", ["public", "intake"])
def test_a_door_without_sign_in_asks_nobody_who_they_are(name):
    assert [a for a, view in of_door(name) if not isinstance(view.access, str)] == []


def test_a_bare_view_would_be_found():
    from django.urls import path

    def bare(request):
        return None

    assert [view for _, view in addresses([path("bare/", bare)])] == [bare]
    assert not hasattr(bare, "access")


def test_each_exception_has_a_reason():
    assert all(reason.endswith(".") for reason in BARE.values())
