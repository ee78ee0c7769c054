"""Reference data: what is stored, from where, how it changed, and what the desk corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors import rooms
from rapporteur.doors.desk import references
from rapporteur.doors.desk.forms import CorrectionForm, LookUpForm
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.reference.actions import correct
from rapporteur.kernel.reference.loading import Table
from rapporteur.kernel.reference.models import Change, Correction
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.publication.indexing import refresh


@allowed(rules.looks_up_reference)
def reference(request: SignedIn) -> HttpResponse:
    """List the tables."""
    tables = [
        {"name": name, "title": references.title_of(table), "file": table.path.name}
        for name, table in rooms.all_tables().items()
    ]
    return render(request, "desk/reference/tables.html", {"tables": tables})


@allowed(rules.looks_up_reference)
def reference_table(request: SignedIn, name: str) -> HttpResponse:
    table = references.table_of(name)
    form = LookUpForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(references.records(table, words), references.A_PAGE).get_page(
        request.GET.get("page")
    )
    found = [
        {"key": references.key(table, record), "record": record} for record in page.object_list
    ]
    context = {"name": name, "title": references.title_of(table), "form": form}
    return render(
        request,
        "desk/reference/table.html",
        {**context, "page": page, "found": found, "words": words},
    )


@allowed(rules.looks_up_reference)
def reference_record(request: SignedIn, name: str, key: str) -> HttpResponse:
    table = references.table_of(name)
    record = references.record_of(table, key)
    return render(
        request,
        "desk/reference/record.html",
        {
            "name": name,
            "key": key,
            "title": references.title_of(table),
            "record": record,
            "lines": references.lines(table, record),
            "corrections": Correction.objects.filter(table=name, key=key),
            "changes": Change.objects.filter(table=name, key=key)[:20],
            "may_correct": rules.corrects_reference(request.user) is None,
        },
    )


@allowed(rules.corrects_reference)
def reference_correct(request: SignedIn, name: str, field: str, key: str) -> HttpResponse:
    table = references.table_of(name)
    record = references.record_of(table, key)
    line = next((one for one in references.lines(table, record) if one.name == field), None)
    if line is None or not line.editable:
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"value": line.value})
    if form.is_valid() and corrected(request, form, table, field, key):
        messages.success(request, _("Corrected. It is in the feed of changes."))
        return redirect("reference_record", name, key)
    return render(
        request,
        "desk/reference/correct.html",
        {"name": name, "key": key, "record": record, "line": line, "form": form},
    )


def corrected(
    request: SignedIn, form: CorrectionForm, table: Table, field: str, key: str
) -> Correction | None:
    """Correct, and let the search find it so; or say on the form why not."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            correction = correct(
                table,
                key,
                field,
                given["value"],
                reason=given["reason"],
                source=given["source"],
                by=str(request.user.pk),
            )
            refresh(rooms.subjects(), table, key)
            return correction
    except ValidationError as wrong:
        form.add_error("value", " ".join(wrong.messages))
    except Refused as refusal:
        journal_refusal(request, refusal)
        form.add_error(None, str(refusal))
    return None
