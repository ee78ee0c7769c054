"""Correcting a reference record: with reason and source, outliving the next load."""

import pytest
from django.core.exceptions import ValidationError

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.reference.actions import correct
from rapporteur.kernel.reference.loading import load
from rapporteur.kernel.reference.models import Change, Correction
from rapporteur.kernel.refusals import Refused
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.reference import TABLES

pytestmark = pytest.mark.django_db
MANDATES = next(table for table in TABLES if table.model is Mandate)


def change(field="note", text="Corrected note.", **more):
    given = {"reason": "the resolution says so", "source": "A/HRC/RES/1, 1 May 2026", "by": "me"}
    return correct(MANDATES, "SALECHILD", field, text, **{**given, **more})


@pytest.mark.requirement("R23.2")
def test_a_correction_changes_the_fact_and_keeps_who_why_and_whence():
    before = Mandate.objects.get(pk="SALECHILD").note

    correction = change()

    assert Mandate.objects.get(pk="SALECHILD").note == "Corrected note."
    assert (correction.before, correction.after) == (before, "Corrected note.")
    assert (correction.reason, correction.source) == (
        "the resolution says so",
        "A/HRC/RES/1, 1 May 2026",
    )
    made = Change.objects.get(kind="corrected")
    assert (made.table, made.key, made.fields) == ("mandates.mandate", "SALECHILD", ["note"])
    assert Entry.objects.get(verb="correct").subject_id == str(correction.pk)


@pytest.mark.requirement("R23.2")
def test_a_correction_outlives_the_next_load():
    change()

    outcome = load(MANDATES)

    assert Mandate.objects.get(pk="SALECHILD").note == "Corrected note."
    assert outcome.kept == ["SALECHILD note"]


def test_a_second_correction_withdraws_the_first():
    first = change()

    change(text="Better still.")

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert Correction.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": " "}, "both the reason and the source"),
        ({"source": ""}, "both the reason and the source"),
        ({"field": "code"}, "says which record it is"),
        ({"field": "no_such_field"}, "says which record it is"),
    ],
)
def test_what_cannot_be_corrected_is_refused(more, reason):
    with pytest.raises(Refused, match=reason):
        change(**more)

    assert not Correction.objects.exists()


def test_the_same_correction_again_is_refused():
    change()

    with pytest.raises(Refused, match="stands already"):
        change()


@pytest.mark.parametrize(
    ("field", "text"),
    [("established_on", "yesterday"), ("kind", "emperor"), ("may_cosign", "perhaps")],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_saved(field, text):
    with pytest.raises(ValidationError):
        change(field=field, text=text)

    assert not Correction.objects.exists()


def test_values_are_read_as_the_field_means_them():
    from django.db import models

    from rapporteur.kernel.reference.actions import value_of
    from rapporteur.world.models import Country

    fields = {field.attname: field for field in Country._meta.concrete_fields}
    assert value_of(fields["ldc"], "") is None
    assert value_of(fields["iso2"], "") == ""
    assert value_of(fields["ldc"], "True") is True
    assert value_of(fields["names"], '{"en": "Exerland"}') == {"en": "Exerland"}
    with pytest.raises(ValidationError, match="JSON"):
        value_of(fields["names"], "Exerland")
    key = models.ForeignKey(Country, models.PROTECT)
    key.remote_field.field_name = "iso3"
    assert value_of(key, "XEX") == "XEX"


def test_a_key_is_read_in_every_way_that_gives_so_many_parts():
    from rapporteur.kernel.reference.queries import splits

    assert list(splits("A/B/C", 2)) == [("A", "B/C"), ("A/B", "C")]
    assert list(splits("A", 1)) == [("A",)]
    assert list(splits("A", 2)) == []


def test_a_part_of_a_key_that_is_unknown_is_found_as_unknown():
    from rapporteur.kernel.reference.loading import key_of
    from rapporteur.kernel.reference.queries import record_of
    from rapporteur.world.models import Deadline
    from rapporteur.world.reference import DEADLINES

    deadline = Deadline.objects.filter(country=None).first()
    key = key_of(vars(deadline), DEADLINES.key)
    assert key == f"{deadline.session_id}/{deadline.what}/"
    assert record_of(DEADLINES, key) == deadline
