"""A file of the public register of visits, as somebody of the desk brings it."""

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import SheetField
from rapporteur.visits.cycles.register.plans import read


class RegisterFileForm(DeskForm):
    sheet = SheetField(read)
