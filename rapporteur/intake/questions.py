"""The questions of the intake door, as data: for whom, in which order, in which words.

Every question can be skipped, one stands on a page, none asks for what hurts to describe. A child
gets shorter words and fewer questions. FIELD §1.3 and 1.6, REQUIREMENTS R34.3; DESIGN §9: a child
writing alone is asked two things about consent and no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 12_000  # signs of one answer: some four pages


class Writer(TextChoices):
    """Who writes. It chooses the words, and what is asked about consent."""

    CHILD = "child", _("I am under 18 and I write about myself or a friend")
    ADULT = "adult", _("I am 18 or older and I write about what happened to me as a child")
    RELATIVE = "relative", _("I write about a child in my family or care")
    ORGANISATION = "organisation", _("I write for an organisation, a group or as a professional")
    OTHER = "other", _("I am someone else who knows of it")


class Form(TextChoices):
    TEXT = "text"
    LINE = "line"
    STATE = "state"
    CHOICE = "choice"


YES_NO: tuple[tuple[str, str | Promise], ...] = (("yes", _("Yes")), ("no", _("No")))


@dataclass(frozen=True)
class Question:
    """One page: its code inside the sealed record, its words, how it is answered, who gets it.

    `child_words` and `child_help` replace the words for a child. `consent` marks the purposes
    that an answer of yes allows; `identity` marks what says who the source is.
    """

    code: str
    words: str | Promise
    help: str | Promise = ""
    form: Form = Form.TEXT
    choices: tuple[tuple[str, str | Promise], ...] = ()
    child_words: str | Promise = ""
    child_help: str | Promise = ""
    writers: frozenset[str] = frozenset(Writer.values)
    consent: bool = False
    identity: bool = False

    def words_for(self, writer: str) -> str | Promise:
        return self.child_words if writer == Writer.CHILD and self.child_words else self.words

    def help_for(self, writer: str) -> str | Promise:
        return self.child_help if writer == Writer.CHILD and self.child_help else self.help


GROWN = frozenset(Writer.values) - {Writer.CHILD.value}
CHILD = frozenset({Writer.CHILD.value})

QUESTIONS: tuple[Question, ...] = (
    Question(
        "what",
        _("What happened, in your own words?"),
        _(
            "Write what you want us to know. You do not need to describe anything that hurts to"
            " describe. Do not send pictures, files or web addresses."
        ),
        child_words=_("What happened? Use your own words."),
        child_help=_(
            "Write only what you want to tell. You can stop at any time. You did nothing wrong by"
            " writing to us."
        ),
    ),
    Question(
        "state",
        _("In which country did it happen?"),
        _("If it was in more than one, choose one here and write the others on the next page."),
        form=Form.STATE,
        child_words=_("In which country did it happen?"),
        child_help=_("Choose one. If you are not sure, skip this question."),
    ),
    Question(
        "where",
        _("Where exactly, as far as you know?"),
        _("A town or region is enough. If it was online, say on which service."),
        form=Form.LINE,
        writers=GROWN,
    ),
    Question(
        "when",
        _("When did it happen? Is it still going on?"),
        _("A year or a month is enough."),
        form=Form.LINE,
        child_words=_("When was it? Is it still going on?"),
        child_help=_("You can write something like “last summer” or “now”."),
    ),
    Question(
        "who",
        _("Who is the child, or who are the children?"),
        _(
            "Age, girl or boy, and where they come from help most. A name is not needed; if you"
            " write one, it stays sealed. For a group, say about how many."
        ),
        child_words=_("How old is the person it happened to?"),
        child_help=_("You do not have to write a name."),
    ),
    Question(
        "by_whom",
        _("Who did it, or who let it happen?"),
        _(
            "For example a person, a family, a network, a company, an official. If the authorities"
            " knew and did nothing, say so."
        ),
        writers=GROWN,
    ),
    Question(
        "steps",
        _("Has anyone been told already: police, court, ombudsperson, child protection?"),
        _("What came of it? You need not have told anyone before writing to us."),
        child_words=_("Have you told anyone? What did they do?"),
        child_help=_("It is all right if you have told nobody."),
    ),
    Question(
        "elsewhere",
        _("Has it been sent to another body of the United Nations, or to a regional court?"),
        _("This does not stop us from reading it."),
        form=Form.LINE,
        writers=GROWN,
    ),
    Question(
        "soon",
        _("Will something happen within three days that cannot wait?"),
        _(
            "For example a child who is to be taken away, handed over or sent abroad. If yes, the"
            " next page asks what and when."
        ),
        form=Form.CHOICE,
        choices=YES_NO,
        child_words=_("Are you afraid that something will happen in the next three days?"),
        child_help=_("If you are in danger now, turn to someone near you: we cannot come to help."),
    ),
    Question(
        "feared",
        _("What is feared, and when?"),
        _("Day and place, as far as you know."),
        child_words=_("What could happen, and when?"),
    ),
    Question(
        "name",
        _("Who are you?"),
        _(
            "Your name or your organisation's. It is sealed apart from what you wrote, and no"
            " Government is told. If you do not tell us who you are, we cannot write to a"
            " Government; we can still learn from what you tell us."
        ),
        form=Form.LINE,
        writers=GROWN,
        identity=True,
    ),
    Question(
        "contact",
        _("How can we reach you safely, if not through this page?"),
        _("Leave it empty if you will come back with your code. That is the safest way."),
        form=Form.LINE,
        writers=GROWN,
        identity=True,
    ),
    Question(
        "may_send",
        _("May we write to the Government concerned about this?"),
        _("Without your name. You can change this answer later with your code."),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_name_child",
        _("May the letter to the Government name the child, so that the authorities can act?"),
        _("The name is never published. Without it the letter has initials and age."),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_share",
        _("May other experts of the United Nations who would sign with us read it?"),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_publish",
        _("May the letter become public later, without any name or detail that shows who it is?"),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_press",
        _("May we speak about it to the press, without any name?"),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_learn",
        _("May we keep what you told us, without names, to see where children are in danger?"),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
    ),
    Question(
        "may_answer",
        _("May we write back to you here?"),
        _("You will see it when you come back with your code. We send nothing to your phone."),
        form=Form.CHOICE,
        choices=YES_NO,
        consent=True,
        child_words=_("May we write back to you on this page?"),
        child_help=_("You will see it when you come back with your code. Nobody else is told."),
    ),
    Question(
        "safe_adult",
        _("Is there a grown-up you trust who is safe?"),
        _("You can say who it is, or just yes or no. You do not have to say why."),
        form=Form.LINE,
        writers=CHILD,
        consent=True,
    ),
)
WRITER = Question(
    "writer",
    _("Who are you, in a word?"),
    _("It chooses the words of the next pages. No name is needed."),
    form=Form.CHOICE,
    choices=tuple((str(value), label) for value, label in Writer.choices),
)
BY_CODE: Mapping[str, Question] = {one.code: one for one in (WRITER, *QUESTIONS)}
CONSENTS = tuple(q.code for q in QUESTIONS if q.consent)
IDENTITY = tuple(q.code for q in QUESTIONS if q.identity)


def questions_for(writer: str, answers: Mapping[str, str]) -> list[Question]:
    """Return the pages of a writer in order; `feared` only where something cannot wait."""
    asked = [question for question in QUESTIONS if writer in question.writers]
    if answers.get("soon") != "yes":
        asked = [question for question in asked if question.code != "feared"]
    return asked


def neighbours(code: str, asked: Iterable[Question]) -> tuple[str | None, str | None]:
    """Return the codes before and after a question, None at the ends."""
    codes = [question.code for question in asked]
    place = codes.index(code)
    before = codes[place - 1] if place else None
    after = codes[place + 1] if place + 1 < len(codes) else None
    return before, after
