"""Comments on a law, article by article: written, printed with what the annex prints, made public."""

import pytest

from rapporteur.communications import documents, sealing
from rapporteur.communications.actions import annexing, articles, reviewing
from rapporteur.communications.articles import Article
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import AnnexLine, Communication
from rapporteur.communications.renditions import rendition
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories.communications import (
    base_of,
    make_approved,
    make_letter,
    make_sent,
    make_signed,
    opened,
    settle,
    settle_all,
    words_of,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R31.2")]
LAW = "Draft law on adoption of Exerland"
COMMENT = "The article does not say who checks the consent of [child 1]."


@pytest.fixture
def letter(office):
    letter = make_letter(office, kind="OL")
    annexing.propose(letter, by=office.officer)
    return write(letter, office, facts=())


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def add(letter, office, **more):
    letter = fresh(letter)
    given = {
        "law": LAW, "number": "12", "quoted": "Consent is given in writing.", "comment": COMMENT,
        "read": letter.version, "by": office.officer, **more,
    }  # fmt: skip
    return articles.add(letter, words_of(letter, office), **given)


def told(letter, office):
    lines = letter.lines.select_related("provision__instrument")
    return rendition(fresh(letter), words_of(letter, office), lines, on=today())


def paragraphs(sent):
    return next(part["facts"] for part in sent["parts"] if part["number"] == 5)


def test_a_comment_names_the_law_quotes_the_article_and_cites_what_the_annex_prints(office, letter):
    first, second = letter.lines.all()[:2]
    letter = add(letter, office, standards=[str(first.provision_id), str(second.provision_id)])
    assert paragraphs(told(letter, office)) == [
        (
            f"{LAW}, article 12: “Consent is given in writing.”\n\n"
            "The article does not say who checks the consent of A.B., aged 9."
        )
    ]
    settle(first, office, AnnexLine.Use.STANDARD)
    settle(second, office, AnnexLine.Use.INTERNAL)
    [shown] = paragraphs(told(letter, office))
    assert shown.splitlines()[-1].startswith("Standards: ")
    assert ";" not in shown.splitlines()[-1]


def test_comments_are_kept_when_the_letter_is_written_and_are_sealed(office, letter):
    letter = add(letter, office)
    words = words_of(letter, office)
    assert words.articles == (Article("12", "Consent is given in writing.", COMMENT),)
    assert Letter.of({**words.words(), "articles": [vars(words.articles[0])]}) == words
    old = {key: value for key, value in words.words().items() if key not in {"law", "articles"}}
    assert Letter.of(old).articles == ()


def test_a_comment_is_taken_out_again(office, letter):
    letter = add(add(letter, office), office, number="13")
    words = words_of(letter, office)
    letter = articles.remove(letter, words, place=1, read=letter.version, by=office.officer)
    assert [one.number for one in words_of(letter, office).articles] == ["13"]
    for place in (0, 2):
        with pytest.raises(Refused, match="no such comment"):
            articles.remove(
                letter, words_of(letter, office), place=place, read=letter.version,
                by=office.officer,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"law": " "}, "Name the law"),
        ({"number": ""}, "Name the law"),
        ({"quoted": ""}, "Name the law"),
        ({"comment": " "}, "Name the law"),
        ({"comment": "x" * 5001}, "more than a letter"),
        ({"standards": ["of-no-annex"]}, "to the legal annex first"),
        ({"read": 0}, "saved this letter meanwhile"),
    ],
)
def test_a_comment_that_cannot_be_is_refused(office, letter, more, why):
    with pytest.raises(Refused, match=why):
        add(letter, office, **more)


def test_only_a_letter_on_a_law_has_comments(office):
    with pytest.raises(Refused, match="Only a letter on a law"):
        add(make_letter(office, kind="AL"), office)


def test_comments_alone_are_enough_to_hand_a_letter_up(office, letter):
    with pytest.raises(Refused, match="Write the subject"):
        reviewing.submit(letter, words_of(letter, office), read=letter.version, by=office.officer)
    letter = add(letter, office)
    done = reviewing.submit(
        letter, words_of(letter, office), read=letter.version, by=office.officer
    )
    assert done.state == "review"


def test_what_was_sent_is_what_becomes_public_with_no_child_told_of(office, letter):
    line = letter.lines.first()
    letter = add(letter, office, standards=[str(line.provision_id)])
    settle(line, office, AnnexLine.Use.STANDARD)
    settle_all(letter, office)
    letter = fresh(letter)
    letter = reviewing.submit(
        letter, words_of(letter, office), read=letter.version, by=office.officer
    )
    sent = make_sent(office, make_signed(office, make_approved(office, letter)))
    rendered = opened(sealing.newest(sent.rendition, 1), office)
    assert "A.B., aged 9" in str(documents.addressed(rendered, exercise=True, sent=True))
    public = str(base_of(sent, office).passages)
    assert "consent of child 1" in public
    assert "Standards: " in public
    assert "A.B." not in public
