"""Documents handed out as files by any door."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from rapporteur.documents.tree import Document, Front
from rapporteur.documents.writers import akn, docx, html, pdf
from rapporteur.kernel.refusals import Refused


@dataclass(frozen=True)
class Form:
    """A kind of file: how its name ends, its name for people, its media type, who writes it."""

    ending: str
    label: str | Promise
    media: str
    write: Callable[[Document], bytes]


FORMS = {
    form.ending: form
    for form in (
        Form("pdf", gettext_lazy("PDF"), "application/pdf", pdf.write),
        Form(
            "docx",
            gettext_lazy("Word (DOCX)"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            docx.write,
        ),
        Form(
            "xml",
            gettext_lazy("Akoma Ntoso (XML)"),
            "application/akn+xml",
            lambda document: akn.write(document, kind="letter"),
        ),
    )
}


def body_of(document: Document) -> SafeString:
    """Return a document as part of a page that has a heading of its own: every word is escaped."""
    written = html.write(replace(document, front=Front(language=document.front.language)))
    return mark_safe(written.partition("<main>")[2].partition("</main>")[0])  # noqa: S308  escaped


def handed_out(document: Document, form: Form, name: str) -> HttpResponse:
    """Answer with a file to be saved under a name, never shown by the browser itself.

    One that cannot be made, as a PDF of a thousand pages, is answered with the reason.
    """
    try:
        data = form.write(document)
    except Refused as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(data, content_type=form.media)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
