"""Why a file was not taken and what of it is not shown, in sentences for the person."""

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.files.verdicts import Note, Verdict

REASONS: dict[Verdict, Reason] = {
    Verdict.EMPTY: _("This file is empty."),
    Verdict.TOO_LARGE: _("This file is larger than 15 MB. Send it in parts, or on paper."),
    Verdict.UNKNOWN: _("This is neither a PDF nor a DOCX file. No other kind of file is taken."),
    Verdict.DISAGREES: _(
        "The name of this file and what is in it do not fit together. Send the PDF or DOCX file as"
        " it was saved."
    ),
    Verdict.TWO_IN_ONE: _(
        "There is something else in this file besides the document. Save the document as a new"
        " PDF file and send that."
    ),
    Verdict.DAMAGED: _(
        "This file is damaged or incomplete. Save the document as a new PDF file and send that."
    ),
    Verdict.PROTECTED: _(
        "This file is protected by a password or by restrictions. Send it without protection: it"
        " is sealed here at once."
    ),
    Verdict.OLD_WORD: _(
        "This is a file of an old kind of Word, or one with a password. Save it as PDF or DOCX"
        " without a password."
    ),
    Verdict.MACROS: _("There are macros in this file. Save the document as PDF and send that."),
    Verdict.EMBEDDED: _(
        "There are other files inside this file. Send each of them by itself as PDF or DOCX."
    ),
    Verdict.OUTSIDE: _(
        "This file fetches something from elsewhere, such as a template or a picture. Save the"
        " document as PDF and send that."
    ),
    Verdict.SWOLLEN: _(
        "This file unpacks to far more than a document. Save the document as PDF and send that."
    ),
    Verdict.TOO_DEEP: _(
        "This file is built in a way that no document needs. Save the document as PDF and send"
        " that."
    ),
    Verdict.TOO_MANY_PAGES: _("This file has more than 300 pages. Send it in parts."),
    Verdict.TOO_MANY_LINES: _("This table has too many lines. Send it in parts."),
    Verdict.TOO_MUCH: _(
        "This file could not be read within the time and memory that a document needs. Save the"
        " document as a new, simpler PDF file, or send it in parts."
    ),
    Verdict.NO_PAGE: _("This file has no such page."),
    Verdict.CLOSED: _("Files cannot be opened safely on this machine, so none is taken."),
    Verdict.NO_ENGINE: _(
        "Nothing that reads scans in this language is installed on this machine. Type the text"
        " instead."
    ),
    Verdict.BUSY: _("Another scan is being read now. Nothing was kept: try again in a minute."),
}

# Where the machine that reads scans did not get to its end.
NOT_READ = _(
    "The machine did not read these pages within its limits of time and memory. Nothing was kept:"
    " read fewer pages at a time, or type the text."
)

NOTES: dict[Note, Reason] = {
    Note.PICTURES: _("There are pictures in the file. They are not in this text."),
    Note.SCRIPTS: _("Something in the file would start by itself. It was not run."),
    Note.COMMENTS: _("There are comments in the file. They are not in this text."),
    Note.DELETED: _("There are deleted words in the file. They are not in this text."),
    Note.CUT: _("The text is longer than what is shown here."),
    Note.NO_TEXT: _("There is no text in the file, as in a scan."),
}
