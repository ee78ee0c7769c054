"""A first start draws the models of the migrations quickly, and as Django alone draws them."""

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from rapporteur.operations.migrating import fields_asked_once


def states():
    """Return a state with a model and another that points at it by a field with a name."""
    made = ProjectState()
    code = models.CharField(max_length=9, unique=True, choices=[("a", "A")])
    made.add_model(ModelState("exercise", "One", [("code", code)]))
    one = models.ForeignKey("exercise.One", models.CASCADE, to_field="code", null=True)
    made.add_model(
        ModelState("exercise", "Other", [("id", models.AutoField(primary_key=True)), ("one", one)])
    )
    return made


def drawn(state):
    return {
        (model._meta.model_name, field.name): field.deconstruct()[1:]
        for model in state.apps.get_models()
        for field in model._meta.fields
    }


def change(state):
    state.rename_field("exercise", "one", "code", "word")
    longer = models.CharField(max_length=12, unique=True)
    state.alter_field("exercise", "one", "word", longer, preserve_default=True)
    state.add_field("exercise", "other", "note", models.TextField(), preserve_default=False)
    state.rename_model("exercise", "One", "Single")


def test_models_are_drawn_as_django_draws_them():
    plain, quick = states(), states()
    before = drawn(plain)
    change(plain)
    with fields_asked_once():
        assert drawn(quick) == before
        change(quick)
        assert drawn(quick) == drawn(plain)
    assert drawn(plain)["other", "one"][2]["to_field"] == "word"


def test_a_field_is_taken_apart_once(monkeypatch):
    asked = []
    apart = models.CharField.deconstruct
    monkeypatch.setattr(
        models.CharField, "deconstruct", lambda self: asked.append(self) or apart(self)
    )
    field = models.CharField(max_length=3)
    with fields_asked_once():
        assert field.clone().max_length == field.clone().max_length == 3
    assert len(asked) == 1
    field.clone()
    assert len(asked) == 2


def broken():
    raise ValueError("broken")


def test_django_is_left_as_it_was_after_an_error_too():
    before = models.Field.clone, ProjectState.rename_field
    with pytest.raises(ValueError, match="broken"), fields_asked_once():
        broken()
    assert (models.Field.clone, ProjectState.rename_field) == before
