"""Correct a reference record, with reason and source. A correction outlives the next load."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.reference.loading import Table, change
from rapporteur.kernel.reference.models import Change, Correction
from rapporteur.kernel.reference.queries import record_of
from rapporteur.kernel.refusals import Refused


def value_of(field: "models.Field[Any, Any]", text: str) -> Any:
    """Return the value that a person's text means for a field; empty is unknown where it may be.

    Raises ValidationError with a sentence for the person.
    """
    text = text.strip()
    if text == "" and field.null:
        return None
    if isinstance(field, models.JSONField):
        try:
            return json.loads(text)
        except ValueError as error:
            raise ValidationError(_("This is not JSON. Keep the brackets and quotes.")) from error
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(text)


def stored(value: Any) -> Any:
    """Return a value as JSON keeps it: days as ISO text."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def same(table: Table, key: str, field: str) -> "models.QuerySet[Correction]":
    return Correction.objects.filter(table=table.name, key=key, field=field, withdrawn_at=None)


@transaction.atomic
def correct(
    table: Table, key: str, field: str, text: str, *, reason: str, source: str, by: str
) -> Correction:
    """Set one field of one record to what `text` means; keep who, why and from which source.

    An earlier correction of the same field is withdrawn by it. `field` is a column as loading
    names it (`country_id`). Raises Refused where nothing would change, a reason or source is
    missing, or the field identifies the record; ValidationError where the value cannot be used.
    """
    if not reason.strip() or not source.strip():
        raise Refused(_("Give both the reason and the source."))
    columns = {column.attname: column for column in table.model._meta.concrete_fields}
    if field not in columns or field in table.key or columns[field].primary_key:
        raise Refused(_("This field says which record it is, and is not corrected here."))
    record = record_of(table, key, locked=True)
    before = getattr(record, field)
    setattr(record, field, value_of(columns[field], text))
    record.full_clean()
    after = getattr(record, field)
    if after == before:
        raise Refused(_("This is what stands already."))
    record.save(update_fields=[columns[field].name])
    moment = now()
    same(table, key, field).update(withdrawn_at=moment)
    correction = Correction.objects.create(
        at=moment,
        by=by,
        table=table.name,
        key=key,
        field=field,
        before=stored(before),
        after=stored(after),
        reason=reason.strip(),
        source=source.strip(),
    )
    change(table, key, Change.Kind.CORRECTED, [field], moment).save(force_insert=True)
    journal.record("correct", correction, by=by, why=reason)
    return correction
