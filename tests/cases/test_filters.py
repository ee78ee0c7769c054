"""Filters that a person keeps: of oneself, with a name and codes."""

import pytest

from rapporteur.cases.filters import actions
from rapporteur.cases.models import SavedFilter
from rapporteur.kernel.refusals import Refused
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B1")]
CASES = SavedFilter.Page.CASES


def kept(office, name="mine", **chosen):
    return actions.keep(CASES, name, chosen or {"mine": "on"}, by=office.officer)


def test_a_filter_is_kept_as_the_list_has_it_and_let_go(office, as_role):
    with as_role("desk"):
        one = kept(office, state="open", mine="on")
        assert one.query == "mine=on&state=open"
        assert list(SavedFilter.objects.visible_to(office.officer).of_page("cases")) == [one]
        assert list(SavedFilter.objects.visible_to(office.officer).of_page("received")) == []
        assert str(one) == "mine"
        actions.let_go(one, by=office.officer)
    assert SavedFilter.objects.count() == 0


def test_nobody_sees_or_lets_go_anothers(office):
    one = kept(office)
    assert list(SavedFilter.objects.visible_to(office.second)) == []
    with pytest.raises(Refused, match="someone else"):
        actions.let_go(one, by=office.second)


def test_what_cannot_be_kept_is_said(office, monkeypatch):
    with pytest.raises(Refused, match="shows all"):
        actions.keep(CASES, "all", {}, by=office.officer)
    kept(office)
    with pytest.raises(Refused, match="of this name"):
        kept(office)
    monkeypatch.setattr(actions, "AT_MOST", 1)
    with pytest.raises(Refused, match="let one go"):
        kept(office, "another")
    auditor = make_member(office.desk, "auditor").account
    with pytest.raises(Refused, match="roles do not let you"):
        actions.keep(CASES, "mine", {"mine": "on"}, by=auditor)
