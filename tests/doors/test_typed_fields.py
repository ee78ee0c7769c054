"""Every field of every door that takes words: kept exactly as typed, or refused in words."""

import importlib
import pkgutil

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from hypothesis import given

from rapporteur import doors
from rapporteur.doors.fields import CONTROL, TURNING, PartialDay, PlainText
from rapporteur.doors.intake.forms import field_of
from rapporteur.intake.questions import BY_CODE as ASKED
from rapporteur.intake.questions import Form
from rapporteur.intake.shared_questions import BY_CODE as SHARED
from rapporteur.intake.writers import Writer
from tests.factories.typing import HARD, SCRIPTS, TYPED, kept_of, often

# Fields of text that take no words of anybody: codes, digits, secrets, what a hidden field carries.
NO_WORDS = {
    *("CodeForm.entered", "KeptForm.code", "KeptForm.last", "ShareForm.page"),
    *("DescribeForm.month", "ReplyForm.language", "SearchForm.after", "KeyForm.key", "TieForm.key"),
    "ReleaseForm.seen",
}


def forms_of_the_doors():
    """Return each form that a door declares, by name, whoever will add one."""
    for one in pkgutil.walk_packages(doors.__path__, f"{doors.__name__}."):
        if one.name.rsplit(".", 1)[-1] not in {"settings", "wsgi", "urls"}:
            importlib.import_module(one.name)
    waiting, found = [forms.Form], {}
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith(doors.__name__):
                found[f"{form.__module__}.{form.__name__}"] = form
    return found


@pytest.fixture(scope="module")
def fields():
    """Return every field that takes words, by form and name."""
    found = {
        f"{form.__name__}.{name}": field
        for form in forms_of_the_doors().values()
        for name, field in form.base_fields.items()
        if isinstance(field, PlainText) and not isinstance(field, PartialDay)
    }
    for code, question in {**ASKED, **SHARED}.items():
        if question.form not in {Form.CHOICE, Form.STATE}:
            found[f"question.{code}"] = field_of(question, Writer.OTHER)
    assert len(found) > 50
    return found


def why_refused(field, text):
    """Return what is known to be wrong with a text in this field, or nothing."""
    longest = next(one for one in field.validators if isinstance(one, MaxLengthValidator))
    as_typed = not any(getattr(one, "__name__", "") == PLAIN for one in field.validators)
    kept = kept_of(text)
    if not kept:
        return "empty" if field.required else ""
    if "\0" in kept:
        return "holds a NUL"
    if not as_typed and (CONTROL.search(kept) or TURNING.search(kept)):
        return "holds what cannot be shown"
    return "too long" if len(kept) > longest.limit_value else ""


PLAIN = "validate_plain_text"


def hold(fields, text):
    """Say that each field keeps the text as it was typed, or says in words why it does not."""
    for name, field in fields.items():
        reason = why_refused(field, text)
        if not reason:
            assert field.clean(text) == kept_of(text), name
            continue
        with pytest.raises(ValidationError) as refusal:
            field.clean(text)
        assert all(len(one) > 10 for one in refusal.value.messages), f"{name}: {reason}"


@given(text=TYPED)
@often(plain=20, full=300)
def test_each_field_keeps_what_is_typed_or_says_why_not(fields, text):
    hold(fields, text)


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_each_field_holds_against_what_is_hard(fields, text):
    hold(fields, text)


@pytest.mark.parametrize("length", [12_000, 60_000, 200_000])
def test_each_field_refuses_what_is_too_long_and_cuts_nothing(fields, length):
    hold(fields, "х" * length)


def test_words_are_taken_by_fields_that_say_what_cannot_be_used():
    """A field of text that is no PlainText would take marks that turn what follows."""
    others = {
        f"{form.__name__}.{name}"
        for form in forms_of_the_doors().values()
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField and not isinstance(field.widget, forms.PasswordInput)
    }
    assert others <= NO_WORDS


def test_the_scripts_are_six():
    assert len(SCRIPTS) == 6
