"""Fields that are drawn by code: to the byte as Django's own templates draw them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.drawing import Drawn
from rapporteur.doors.fields import PlainForm, PlainText
from rapporteur.doors.intake.asked_forms import MonthField
from rapporteur.intake.questions import YES_NO

SHARP = "<b> & \"'\u2028 é ع 中 \0"
GROUPED = [("", "–"), ("A < B", [("1", "one"), (2, "two <i>")]), ("x\"'", _("Yes"))]
LANGUAGES = ["en", "ar", "zh-hans", "fr"]


class Sample(PlainForm):
    """Every kind of field that a page of intake has, and the odd things that a field may be told."""

    line = forms.CharField(
        label=SHARP, help_text="a <em>word</em>", widget=forms.TextInput({"x": SHARP})
    )
    bare = forms.CharField(label="", required=False, initial="  blanks  ")
    safe = forms.CharField(label=mark_safe("<i>q</i>"), initial=mark_safe("<i>"), required=False)
    number = forms.CharField(label=_("Yes"), initial=12345, disabled=True, required=False)
    words = PlainText(
        rows=9, label=format_html("{}", "<"), initial="\n first line\n", help_text="h"
    )
    code = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off", "data-on": True}))
    off = forms.CharField(widget=forms.TextInput({"off": False, "none": None, "on": True}))
    one = forms.ChoiceField(
        choices=YES_NO, widget=forms.RadioSelect({"class": "a b"}), help_text="h"
    )
    groups = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect, required=False)
    listed = forms.ChoiceField(choices=GROUPED, initial="2", required=False)
    listed_first = forms.ChoiceField(choices=[("a", 1234567), ("b", None)], label="?")
    month = MonthField(label="M", help_text="h")


class Again(forms.Form):
    """A form as Django makes it: with colons, and classes for what is required or wrong."""

    error_css_class, required_css_class = "wrong", "must"
    line = forms.CharField(label="Label")
    one = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label="Which")


GIVEN = [
    None,
    {},
    {"line": SHARP, "words": SHARP, "one": "yes", "listed": "1", "month_0": "03", "month_1": ""},
    {"line": " x ", "one": "<nothing>", "listed": "none", "groups": "2", "code": SHARP},
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("form", [Sample, Again])
@pytest.mark.parametrize("named", ["id_%s", "", True, 'x"%s'])
def test_each_field_is_drawn_as_the_templates_draw_it(form, named, given, language):
    with translation.override(language):
        ours, theirs = (
            [
                (field.as_field_group(), str(field), field.label_tag(), field.legend_tag("<&>"))
                for field in form(given, auto_id=named, renderer=renderer())
            ]
            for renderer in (Drawn, DjangoTemplates)
        )
    assert ours == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_form_is_drawn_as_before(language):
    with translation.override(language):
        ours, theirs = (
            render_to_string("components/fields.html", {"form": Sample({}, renderer=renderer())})
            for renderer in (Drawn, DjangoTemplates)
        )
    assert ours == theirs
    assert 'aria-invalid="true"' in ours


def test_what_is_not_drawn_here_is_left_to_the_templates():
    form = Again({"line": "x"}, renderer=Drawn())
    assert form.as_p() == Again({"line": "x"}, renderer=DjangoTemplates()).as_p()
