"""What a search finds of this room: joint statements, by subject, file and mandates."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject, by_language
from rapporteur.statements.models import JointStatement, PublicStatement
from rapporteur.statements.queries import seen


def describe(statement: JointStatement) -> Findable:
    files = list(statement.files.all())
    words = by_language([statement.addressee_names, *(one.titles for one in files)])
    return Findable(
        key=statement.key,
        titles=dict(statement.subjects),
        words={
            language: found for language, found in words.items() if language in statement.subjects
        },
        codes=[
            *(one.number for one in files),
            *(one.mandate_id for one in statement.signers.all()),
        ],
        place=Place("statement", (statement.key,)),
        weight=4,
    )


def statements() -> "QuerySet[JointStatement]":
    return JointStatement.objects.prefetch_related("files", "signers")


def describe_press(statement: PublicStatement) -> Findable:
    texts = statement.texts
    return Findable(
        key=statement.key,
        titles=dict(statement.titles),
        words={language: [text] for language, text in texts.items()},
        codes=[statement.mandate],
        place=Place("press_statement", (statement.key,)),
        weight=4,
    )


def press_statements() -> "QuerySet[PublicStatement]":
    return seen().filter(withdrawn_on__isnull=True)


PRESS = Subject("press", _("press statement"), press_statements, ("key",), describe_press)
SUBJECTS = (
    PRESS,
    Subject(
        "statement",
        _("joint statement"),
        statements,
        ("key",),
        describe,
        {"statements.citedfile": "files", "statements.statementsigner": "signers"},
    ),
)
