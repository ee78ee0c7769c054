"""Published letters and replies for tests: all made up, all of Exerland, mild."""

from datetime import date
from itertools import count
from uuid import uuid4

from rapporteur.documents.tree import Document, Front, Paragraph, Words
from rapporteur.documents.writers import akn
from rapporteur.kernel.clock import today
from rapporteur.publication.models import (
    PublishedEarlierLetter,
    PublishedFollowUp,
    PublishedLetter,
    PublishedObservation,
    PublishedReply,
    PublishedReport,
)
from rapporteur.recommendations import publishing
from tests.factories.law import make_country

NUMBERS = count(1)
WORDS = {
    "letterhead": ["Special Rapporteur on the sale of children"],
    "addressee": "Exerland",
    "subject": [{"text": "An exercise: promises made to families"}],
    "parts": [
        {"number": 3, "pieces": [{"text": "Excellency, this is an exercise."}], "facts": []},
        {
            "number": 5,
            "pieces": [{"text": "According to the information received:"}],
            "facts": [[{"text": "A family was promised work for "}, {"removed": "child"}]],
        },
        {"number": 8, "pieces": [{"text": "Please say what was done."}], "facts": []},
    ],
    "annex": {"binding": [], "standard": []},
    "signatures": [{"title": "Special Rapporteur on the sale of children", "name": ""}],
}
REPLY = {"passages": [[{"text": "The Government of Exerland thanks for the letter."}]], "files": []}


def make_published(**more):
    """Make a public letter to Exerland, which must be on record where no country is given."""
    values = {
        "key": f"P{next(NUMBERS):07}",
        "kind": "AL",
        "mandates": ["SALECHILD"],
        "addressee_kind": "state",
        "language": "en",
        "scope_codes": ["SALE"],
        "sent_on": date(2026, 3, 2),
        "public_from": date(2026, 5, 1),
        "published_on": date(2026, 5, 4),
        "checked_on": date(2026, 5, 4),
        "why_no_address": "An exercise has no official address.",
        "exercise": True,
        "words": WORDS,
    }
    if "country" not in more and more.get("addressee_kind", "state") == "state":
        values["country"] = make_country()
    return PublishedLetter.objects.create(**{**values, **more})


def make_published_reply(letter=None, **more):
    values = {
        "key": f"R{next(NUMBERS):07}",
        "letter": letter or make_published(),
        "language": "en",
        "received_on": date(2026, 4, 20),
        "published_on": date(2026, 5, 4),
        "why_no_address": "An exercise has no official address.",
        "words": REPLY,
    }
    return PublishedReply.objects.create(**{**values, **more})


EXAMPLE = "EXAMPLE1"  # the key of the letter that journeys look at


def make_dump(day=None):
    """Pack the public recommendations as the worker does."""
    return publishing.dump(day or today(), by="job:recommendations.dump")


def make_example():
    """Make a joint letter with law, something removed and two replies, for people to look at."""
    words = {
        **WORDS,
        "letterhead": [*WORDS["letterhead"], "Special Rapporteur of the exercise"],
        "annex": {
            "binding": [
                {
                    "citation": "OPSC, art. 3(1)",
                    "title": "Optional Protocol on the sale of children",
                    "subject": "acts that criminal law must cover",
                }
            ],
            "standard": [{"citation": "X 1, rule 2", "title": "Rules of the exercise"}],
        },
        "signatures": [
            *WORDS["signatures"],
            {"title": "Special Rapporteur of the exercise", "name": "E. Xample"},
        ],
    }
    letter = make_published(
        key=EXAMPLE,
        mandates=["SALECHILD", "SLAVTRAF"],
        replied_on=date(2026, 4, 20),
        reference="AL XEX 1/2026",
        words=words,
    )
    make_published_reply(letter, key="REPLYEN1")
    arabic = {"passages": [[{"text": "نشكر على الرسالة."}, {"removed": "person"}]]}
    files = [[[{"text": "الصفحة الأولى من التمرين."}]]]
    make_dump()
    make_published_reply(letter, key="REPLYAR1", language="ar", words={**arabic, "files": files})
    make_published(words={**WORDS, "subject": [{"removed": "child"}]}, language="fr", kind="UA")
    make_published(
        addressee_kind="company", words={**WORDS, "addressee": ""}, replied_on=date(2026, 4, 1)
    )
    make_observation(make_published_report(), letter)
    make_published_follow_up()
    return letter


def make_observation(report, on, **more):
    """Make the only paragraph of a report be about a public letter, or about a State."""
    about = {"letter" if isinstance(on, PublishedLetter) else "country": on}
    given = {"paragraph": 1, "words": "This is an exercise.", **about, **more}
    return PublishedObservation.objects.create(report=report, **given)


def make_published_report(words="This is an exercise.", **more):
    """Make a report of the exercise that is public, of one paragraph."""
    title = "Report of an exercise"
    front = Front(symbol="A/HRC/61/99", language="en", title=(Words(title),))
    tree = Document(front, body=(Paragraph("1", (Words(words),)),))
    given = {
        "key": EXAMPLE,
        "mandate": "SALECHILD",
        "body": "council",
        "session": 61,
        "symbol": front.symbol,
        "language": "en",
        "title": title,
        "published_on": date(2026, 5, 4),
        "exercise": True,
        "akn": akn.write(tree),
        **more,
    }
    return PublishedReport.objects.create(**given)


def make_published_earlier(**more):
    """Make an earlier letter that is public, as its source tells of it."""
    given = {
        "reference": "XEX 3/2008",
        "kind": "UA",
        "joint": False,
        "sent_on": "2008-07-29",
        "addressee": "XEX",
        "country_id": "XEX",
        "mandates": ["SALECHILD"],
        "answered": "yes",
        "replies": ["2008-10"],
        "exercise": True,
        "source": "register of the exercise, 2009",
        "as_of": "2026-05-04",
        "source_address": "https://register.exercise.invalid/letters",
    }
    return PublishedEarlierLetter.objects.create(id=more.pop("id", uuid4()), **{**given, **more})


def make_published_follow_up(*, recommendations=1, word="", **more):
    """Make a follow-up report on Exerland that is public; `word` stands in all that was typed."""
    line = {"who": "Government", "strength": "law", "dated": "2025", "limits": word}
    ngo = {**line, "who": "non-governmental organization"}
    entry = {
        "reference": f"A/HRC/99/9/Add.1, para. 88 {word}".strip(),
        "mechanism": "report on a visit of our own",
        "text": f"Exercise: enact a law {word}".strip(),
        "language": "en",
        "voices": {
            "government": [{**line, "summary": f"The Government enacted a law. {word}".strip()}],
            "un": [],
            "ngo": [{**ngo, "summary": "Courts do not apply it."}],
        },
        "mandate": [
            {
                "grade": "partly implemented",
                "scale": "scale of the mandate",
                "dated": "2025",
                "view": f"The law is not in force yet. {word}".strip(),
            }
        ],
        "bodies": [
            {
                "who": "CRC",
                "grade": "B",
                "scale": "exercise",
                "dated": "2025",
                "source": f"CRC/C/XEX/CO/9 {word}".strip(),
            }
        ],
    }
    given = {
        "key": "FOLLOWUP",
        "mandate": "SALECHILD",
        "country": "XEX",
        "language": "en",
        "as_of": date(2026, 5, 1),
        "published_on": date(2026, 5, 4),
        "exercise": True,
        "body": {"introduction": word, "recommendations": [entry] * recommendations},
        **more,
    }
    return PublishedFollowUp.objects.create(**given)
