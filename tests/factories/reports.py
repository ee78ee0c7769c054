"""Reports to sessions for tests: all made up, of Exerland."""

from rapporteur.reports import actions, counting
from rapporteur.reports.models import SessionReport
from rapporteur.reports.writing import Text

BODY = (
    "# Introduction\n\n"
    "This exercise reports {letters.sent 2025} letters.[note: Exercise, made up.]\n\n"
    "# Conclusions\n\n## What should be done\n\n"
    "> Exerland should keep a register:\n(a) of every placement;\n(b) open to review."
)
TEXT = Text(title="Report of an exercise", agenda_item="3", summary="In short.", body=BODY)


def make_report(office, **more):
    given = {"body": "council", "session": 61, "language": "en", "title": TEXT.title, **more}
    return actions.begin(office.desk, by=office.officer, **given)


def make_written(office, text=TEXT, **more):
    report = make_report(office, **more)
    return actions.write(report, text, read=report.version, by=office.officer)


def agree_all(report, by):
    """Agree to every figure as it is counted now."""
    found = counting.counted(report.desk_id, report.tied())
    return actions.agree(report, {tied: one.value for tied, one in found.items()}, by=by)


def make_approved(office, text=TEXT, symbol="A/HRC/61/99"):
    report = make_written(office, text)
    actions.set_particulars(report, symbol=symbol, due_on=None, by=office.officer)
    if report.tied():
        agree_all(report, office.officer)
    report = actions.hand_in(report, read=report.version, by=office.officer)
    return actions.approve(report, read=report.version, by=office.second)


def fresh(report):
    return SessionReport.objects.get(pk=report.pk)
