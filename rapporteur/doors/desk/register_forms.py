"""What people of the desk type about the register of earlier letters."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.communications.models import Answered, Kind
from rapporteur.communications.register import files
from rapporteur.communications.register.files import Sheet
from rapporteur.communications.register.listing import UNKNOWN
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.kernel.files.limits import BYTES
from rapporteur.kernel.files.verdicts import Verdict
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


def states() -> list[tuple[str, Any]]:
    found = in_order(Country.objects.states())
    return [("", _("all")), *((one.iso3, one.name) for one in found)]


class EarlierFilter(DeskForm):
    """What to show of the register; everything may stay open."""

    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2999, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *Kind.choices], required=False
    )
    answered = forms.ChoiceField(
        label=_("Reply"),
        choices=[("", _("all")), *Answered.choices, (UNKNOWN, _("not held"))],
        required=False,
    )


class SheetField(forms.FileField):
    """A CSV or XLSX file; cleans to its rows, as `reader` reads them."""

    def __init__(self, reader: Callable[[str, bytes], Sheet] = files.read, **options: Any) -> None:
        self.reader = reader
        options.setdefault("label", _("File"))
        options.setdefault("help_text", _("CSV or XLSX, up to 15 MB and 20,000 lines."))
        widget = forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"})
        super().__init__(allow_empty_file=True, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Sheet:
        given = super().clean(data, initial)
        if given.size > BYTES:
            raise ValidationError(str(files.REASONS[Verdict.TOO_LARGE]))
        try:
            return self.reader(given.name or "", given.read())
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


class RegisterForm(DeskForm):
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    sheet = SheetField()

    def __init__(self, *args: Any, desks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["desk"]
        field.queryset = desks
        field.initial = desks.first()
