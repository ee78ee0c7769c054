"""A file of the Committee's calendar, as somebody of the desk brings it."""

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import SheetField
from rapporteur.recommendations.committee.plans import read


class CalendarForm(DeskForm):
    sheet = SheetField(read)
