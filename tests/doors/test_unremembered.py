"""No browser is asked to remember, to spell-check or to translate what people type and read."""

from importlib import import_module

import pytest
from django import forms
from django.urls import reverse

from rapporteur.doors.fields import UNREMEMBERED
from rapporteur.doors.intake.forms import AnswerForm
from rapporteur.intake import receipts
from rapporteur.intake.questions import BY_CODE, WRITER
from rapporteur.intake.writers import Writer
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring

MODULES = (
    *("intake.forms", "missions.forms", "partners.forms", "desk.forms", "desk.case_forms"),
    *("desk.triage_forms", "desk.letter_forms", "desk.reply_forms"),
)
TYPED = (forms.TextInput, forms.Textarea)
PASSES = (forms.DateInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput)
MARKS = (' translate="no"', '<meta name="google" content="notranslate">')


def open_to_services(fields):
    """Return the fields of words that a browser might remember or send to a service."""
    return [
        name
        for name, field in fields.items()
        if isinstance(field.widget, TYPED) and not isinstance(field.widget, PASSES)
        if UNREMEMBERED.items() - field.widget.attrs.items()
    ]


@pytest.mark.parametrize("module", MODULES)
def test_no_field_of_a_form_with_words_is_remembered(module):
    found = vars(import_module(f"rapporteur.doors.{module}")).values()
    kinds = [one for one in found if isinstance(one, type) and issubclass(one, forms.BaseForm)]
    assert kinds
    fields = {one: open_to_services(getattr(one, "base_fields", {})) for one in kinds}
    assert {one: names for one, names in fields.items() if names} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("writer", Writer.values)
def test_no_answer_of_a_source_is_remembered(writer):
    for question in (WRITER, *BY_CODE.values()):
        field = AnswerForm(question, writer).fields["answer"]
        assert UNREMEMBERED.items() <= field.widget.attrs.items(), question.code


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["page/what/", "page/when/", "review/", "back/"])
def test_the_words_of_a_source_are_translated_by_no_service(door, own_thread, page):
    text = own_thread.get(f"/en/{page}").content.decode()
    assert [mark for mark in MARKS if mark not in text] == []


@pytest.mark.django_db
def test_a_page_without_anyones_words_may_be_translated(door):
    assert "notranslate" not in door("intake").get("/en/check/").content.decode()


@pytest.mark.django_db
def test_an_open_vault_keeps_services_of_browsers_out(at_work):
    text = at_work.get(reverse("received")).content.decode()
    assert [mark for mark in MARKS if mark not in text] == []


@pytest.mark.django_db
def test_a_locked_desk_may_be_translated(at_desk):
    assert "notranslate" not in at_desk("desk_officer").get("/").content.decode()


@pytest.fixture
def own_thread(door, monkeypatch):
    """A browser at the intake door that has begun a thread."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    make_pair(make_group(make_keyring()).pk)
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    code = receipts.new_code()
    client.post("/en/kept/", {"code": code, "last": code[-5:]})
    return client
