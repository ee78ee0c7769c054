"""The questions of the intake door, as data: for whom, in which order, in which words.

Every question can be skipped, one stands on a page, none asks for what hurts to describe. A child
gets shorter words and fewer questions, the younger ones the shortest; who writes about their own
childhood is spoken to as that person. The country comes first, so that the rule on who must report
there, where one is on record, is read before anything is written. FIELD §1.3, 1.6 and 9,
REQUIREMENTS R34.3; DESIGN §9: a child writing alone is asked two things about consent and no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.intake.writers import CHILDREN, GROWN, NO_LONGER_OFFERED, Writer, is_child

LONGEST = 12_000  # signs of one answer: some four pages


class Form(TextChoices):
    TEXT = "text"
    LINE = "line"
    STATE = "state"
    CHOICE = "choice"


Words = tuple[str | Promise, str | Promise]  # of a question, and of the help below it
YES_NO: tuple[tuple[str, str | Promise], ...] = (("yes", _("Yes")), ("no", _("No")))


def for_children(younger: Words, older: Words) -> dict[str, Words]:
    """Return the words of both bands; who wrote before there were bands reads the plainer ones."""
    return {Writer.CHILD: younger, Writer.CHILD_TO_13: younger, Writer.CHILD_14_17: older}


@dataclass(frozen=True)
class Question:
    """One page: its code inside the sealed record, its words, how it is answered, who gets it.

    `own` has words of their own for some writers. `consent` marks the purposes that an answer of
    yes allows; `identity` marks what says who the source is; `terms` are explained on the page.
    """

    code: str
    words: str | Promise
    help: str | Promise = ""
    form: Form = Form.TEXT
    choices: tuple[tuple[str, str | Promise], ...] = ()
    own: Mapping[str, Words] = field(default_factory=dict)
    writers: frozenset[str] = frozenset(Writer.values)
    consent: bool = False
    identity: bool = False
    terms: tuple[str, ...] = ()
    also_taken: frozenset[str] = frozenset()  # choices that are no longer shown

    def words_for(self, writer: str) -> str | Promise:
        return self.own.get(writer, (self.words, self.help))[0]

    def help_for(self, writer: str) -> str | Promise:
        return self.own.get(writer, (self.words, self.help))[1]

    def terms_for(self, writer: str) -> tuple[str, ...]:
        """Return the terms to explain; the words for children use none of them."""
        return () if is_child(writer) else self.terms


QUESTIONS: tuple[Question, ...] = (
    Question(
        "state",
        _("In which country did it happen?"),
        _("If it was in more than one, choose one here and write the others on a later page."),
        form=Form.STATE,
        own=for_children(
            (
                _("In which country did it happen?"),
                _("Choose one. If you are not sure, skip this question."),
            ),
            (
                _("In which country did it happen?"),
                _("If it was online, choose the country where you are. Or skip this question."),
            ),
        ),
    ),
    Question(
        "what",
        _("What happened, in your own words?"),
        _(
            "Write what you want us to know. You do not need to describe anything that hurts to"
            " describe. Do not send pictures, files or web addresses."
        ),
        own={
            **for_children(
                (
                    _("What happened? Use your own words."),
                    _(
                        "Write only what you want to tell. You can stop at any time. You did"
                        " nothing wrong by writing to us."
                    ),
                ),
                (
                    pgettext_lazy("to a child", "What happened, in your own words?"),
                    _(
                        "Tell as much or as little as you want. You need not describe what hurts."
                        " It is not your fault. Do not send pictures, files or web addresses."
                    ),
                ),
            ),
            Writer.ADULT: (
                _("What happened to you, in your own words?"),
                _(
                    "Write what you want us to know, at your own pace. You do not need to describe"
                    " anything that hurts to describe. A few words are enough."
                ),
            ),
        },
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
        own=for_children(
            (
                _("When was it? Is it still going on?"),
                _("You can write something like “last summer” or “now”."),
            ),
            (
                _("When was it? Is it still going on?"),
                _("About when is enough, like “last summer” or “since May”."),
            ),
        ),
    ),
    Question(
        "who",
        _("Who is the child, or who are the children?"),
        _(
            "Age, girl or boy, and where they come from help most. A name is not needed; if you"
            " write one, it stays sealed. For a group, say about how many."
        ),
        own={
            **for_children(
                (
                    _("How old is the person it happened to?"),
                    _("You do not have to write a name."),
                ),
                (
                    _("Who did it happen to, and how old is that person?"),
                    _("Write “me” if it is you. You do not have to write a name."),
                ),
            ),
            Writer.ADULT: (
                _("How old were you then, and was anyone else a child there?"),
                _("About how old is enough. No names are needed."),
            ),
        },
        terms=("sealed",),
    ),
    Question(
        "by_whom",
        _("Who did it, or who let it happen?"),
        _(
            "For example a person, a family, a network, a company, an official. If the authorities"
            " knew and did nothing, say so."
        ),
        writers=GROWN,
        terms=("authorities",),
    ),
    Question(
        "steps",
        _("Has anyone been told already: police, court, ombudsperson, child protection?"),
        _("What came of it? You need not have told anyone before writing to us."),
        own=for_children(
            (
                _("Have you told anyone? What did they do?"),
                _("It is all right if you have told nobody."),
            ),
            (
                _("Have you told anyone, and what came of it?"),
                _("It can be a friend, a teacher or the police. It is all right if nobody knows."),
            ),
        ),
        terms=("ombudsperson", "child_protection"),
    ),
    Question(
        "elsewhere",
        _("Has it been sent to another body of the United Nations, or to a regional court?"),
        _("This does not stop us from reading it."),
        form=Form.LINE,
        writers=GROWN,
        terms=("other_body", "regional_court"),
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
        own=for_children(
            (
                _("Are you afraid that something will happen in the next three days?"),
                _("If you are in danger now, turn to someone near you: we cannot come to help."),
            ),
            (
                _("Could something bad happen within the next three days?"),
                _(
                    "If yes, the next page asks what. We cannot come to help: tell someone near you."
                ),
            ),
        ),
    ),
    Question(
        "feared",
        _("What is feared, and when?"),
        _("Day and place, as far as you know."),
        own=for_children(
            (_("What could happen, and when?"), ""),
            (_("What could happen, and when?"), _("The day and the place, if you know them.")),
        ),
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
        terms=("sealed", "government"),
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
        terms=("consent", "government"),
    ),
    Question(
        "may_name_child",
        _("May the letter to the Government name the child, so that the authorities can act?"),
        _("The name is never published. Without it the letter has initials and age."),
        form=Form.CHOICE,
        choices=YES_NO,
        own={
            Writer.ADULT: (
                _("May the letter to the Government name you as the person it happened to?"),
                _("The name is never published. Without it the letter has initials and age."),
            )
        },
        writers=GROWN,
        consent=True,
        terms=("government",),
    ),
    Question(
        "may_share",
        _("May other experts of the United Nations who would sign with us read it?"),
        form=Form.CHOICE,
        choices=YES_NO,
        writers=GROWN,
        consent=True,
        terms=("other_experts",),
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
        own=for_children(
            (
                _("May we write back to you on this page?"),
                _("You will see it when you come back with your code. Nobody else is told."),
            ),
            (
                pgettext_lazy("to a child", "May we write back to you here?"),
                _("You find it with your code. We send nothing to your phone and tell nobody."),
            ),
        ),
    ),
    Question(
        "safe_adult",
        _("Is there a grown-up you trust who is safe?"),
        _("You can say who it is, or just yes or no. You do not have to say why."),
        form=Form.LINE,
        own={
            Writer.CHILD_14_17: (
                _("Is there an adult you trust, who is safe for you?"),
                _("Say who it is, or just yes or no. You do not have to say why."),
            )
        },
        writers=CHILDREN,
        consent=True,
    ),
)
WRITER = Question(
    "writer",
    _("Who are you, in a word?"),
    _("It chooses the words of the next pages. No name is needed."),
    form=Form.CHOICE,
    choices=tuple((str(value), label) for value, label in Writer.choices),
    also_taken=NO_LONGER_OFFERED,
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
