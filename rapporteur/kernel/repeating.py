"""A form that is posted twice is one act: its row has the id that the form was given.

Repeated       the act was done before, by the same form
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused


class Repeated(Refused):
    """This form was sent before. Nothing was done a second time."""


@contextmanager
def once_only(record: models.Model) -> Iterator[None]:
    """Raise Repeated where a row with this id is there already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if type(record)._default_manager.filter(pk=record.pk).exists():
            raise Repeated(_("This was sent before and has arrived once.")) from None
        raise
