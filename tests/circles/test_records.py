"""No table of a case is forgotten: what is not moved, a denied member could still open."""

import inspect

import pytest
from django.apps import apps

from rapporteur.circles import records
from rapporteur.kernel.vault.models import SealedRecord, Version

APART = {
    "vault.Version": "the vault's own",
    "vault.Wrap": "the vault's own",
    "vault.Part": "the vault's own: it opens with the key in its version",
    "intake.Identity": "its key is in two halves, of two groups of their own (ADR 0110)",
    "intake.SourceWrap": "the source's own way to a record that stands in another table",
    "intake.Experience": "never of a case",
    **{
        f"partners.{name}": "of a partner, never of a case"
        for name in ("Organisation", "Person", "Contribution", "ContributionFile")
    },
    "follow_up.Evidence": "of a recommendation to a State, never of a case",
    "reports.SessionReport": "of a mandate, never of a case",
    "cycles.Paper": "of a visit, which is no case",
    "cycles.VisitLetter": "of a visit, which is no case",
}
SEALED = [
    pytest.param(model, field.name, id=f"{model._meta.label}.{field.name}")
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if field.related_model in {SealedRecord, Version} and model._meta.label not in APART
]


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(("model", "field"), SEALED)
def test_every_table_with_something_sealed_is_among_the_records_of_a_case(model, field):
    assert vars(records).get(model.__name__) is model
    assert f'"{field}' in inspect.getsource(records)


def test_what_stands_apart_is_there():
    labels = {model._meta.label for model in apps.get_models()}
    assert set(APART) <= labels
    assert len(SEALED) > 25
