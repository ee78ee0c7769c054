"""Where a State is chosen, it stands where people look for it: by name, in their language."""

import pytest
from django.utils import translation

from rapporteur.doors.desk import case_forms, letter_forms
from rapporteur.doors.intake import forms as intake_forms

pytestmark = pytest.mark.django_db


def letter_states():
    return letter_forms.BeginForm(kinds=["AL"]).fields["state"].choices


@pytest.mark.parametrize(
    "chooser", [intake_forms.state_choices, case_forms.state_choices, letter_states]
)
def test_accents_do_not_send_a_state_to_the_end_of_the_list(chooser, monkeypatch):
    monkeypatch.setattr(letter_forms, "is_exercise", lambda: False)
    with translation.override("fr"):
        (empty, _words), *states = list(chooser())
        names = [name for _iso3, name in states]

    assert empty == ""
    assert names.index("Égypte") == names.index("El Salvador") - 1
    assert names.index("Érythrée") < names.index("Espagne") < names.index("Éthiopie")
    assert names.index("Zimbabwe") == len(names) - 1


def test_the_source_may_choose_an_area_and_the_desk_a_state_alone():
    at_intake = {iso3 for iso3, _name in intake_forms.state_choices()}
    at_desk = {iso3 for iso3, _name in case_forms.state_choices()}

    assert "GRL" in at_intake - at_desk
    assert "EGY" in at_intake & at_desk
