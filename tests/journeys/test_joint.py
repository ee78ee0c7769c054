"""One event, three letters, mandates that join: from asking to what anyone reads, in a real browser.

Nobody has a script. The pages of joining are measured at two widths in a browser beside, which has
one and the same session. Letters to others than the first go out by their factories.
"""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from rapporteur.communications.models import Communication, Invitation, Rung
from rapporteur.kernel.clock import today
from rapporteur.publication.models import PublishedLetter
from tests.factories import communications as make
from tests.factories.cases import make_office
from tests.factories.joint import fresh, keys_of
from tests.journeys.browsing import look
from tests.journeys.test_cases import enter, unlock
from tests.journeys.test_signing_in import desk
from tests.journeys.walking import send, told

__all__ = ["desk"]  # a fixture
pytestmark = [
    *(pytest.mark.journey, pytest.mark.full),
    pytest.mark.requirement("R26.2", "R28.1", "R28.3", "R31.2"),
]
FACT = "It is reported that [child 1] was promised to a family abroad"
TWO = ("SLAVTRAF", "EDUCATION")


@pytest.fixture
def walk(browser, desk, monkeypatch):
    """Three desks of one installation, and the three letters of one event at the first."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office, joins, declines = make_office(), *(make_office(code) for code in TWO)
    case = make.make_decided_case(office, may_share="yes", may_publish="yes")
    state = make.make_written(office, make.make_letter(office, case))
    company = make.make_sister(office, state)
    home = make.make_sister(office, company, role="home", state=make.exerland())
    yield SimpleNamespace(
        browser=browser,
        desk=desk,
        office=office,
        pages={},
        joins=joins,
        declines=declines,
        letter=state,
        sisters=(company, home),
    )
    for context in browser.contexts:
        context.close()


def at(walk, person, path=""):
    """Return the page of a person at a path of the desk, signed in, with an open vault."""
    if person.pk not in walk.pages:
        page = walk.pages[person.pk] = enter(walk.browser, walk.desk, person)
        page.goto(f"{walk.desk}{reverse('vault_unlock')}")
        unlock(page)
    page = walk.pages[person.pk]
    page.goto(walk.desk + path)
    return page


def at_letter(walk, person, name="letter", *more):
    return at(walk, person, reverse(f"communications_{name}", args=[walk.letter.pk, *more]))


def invitation(walk, office):
    return Invitation.objects.get(communication=walk.letter, desk=office.desk)


def take(page, step):
    """Take a step from the page it is offered on."""
    page.click(f"main a:text-is('{step}')")
    send(page)
    told(page, "Done.")


def ask(walk):
    page = at_letter(walk, walk.office.officer)
    page.click("text=Ask mandates to join")
    look(page)
    for code in TWO:
        page.check(f"input[name=mandates][value={code}]")
    send(page)
    told(page, "a window is open for each", "may answer until")
    look(page)


def answer(page, what):
    page.check(f"input[name=answer][value={what}]")
    send(page)
    told(page, "The answer of our mandate is recorded.")


def two_answer(walk):
    """One mandate reads the draft at its own desk and joins; one declines and reads no more."""
    page = at(walk, walk.joins.holder)
    page.click("nav >> text=Letters to join")
    look(page)
    page.click(f"main a:has-text('{walk.letter}')")
    told(page, "A.B., aged 9 was promised to a family abroad", f"{walk.office.desk} asks")
    look(page)
    answer(page, "joins")
    assert fresh(walk.letter).mandates == ["SALECHILD", "SLAVTRAF"]
    page = at(walk, walk.declines.holder)
    page.click(f"main a:has-text('Join {walk.letter}, or decline')")
    told(page, "promised to a family abroad")
    answer(page, "declines")
    told(page, "not open to you any more")
    assert "promised to a family" not in page.content()
    assert keys_of(walk.declines, walk.letter) == 0


def edit(walk):
    """Change a word: the approval is void, which both desks read, and the sisters differ."""
    page = at_letter(walk, walk.office.officer)
    page.click("main a:text-is('Write')")
    page.fill("#id_facts", f"{FACT} in March.")
    page.click("text=Seal as a new version")
    page = at_letter(walk, walk.office.officer)
    told(page, "this approval is void. Ask anew.", "These letters tell different facts.")
    look(page)
    page.click("text=What it approved, and what changed")
    assert page.inner_text("main ins").strip() == "in March"
    look(page)
    assert fresh(walk.letter).mandates == ["SALECHILD"]
    page = at(walk, walk.joins.holder, invitation(walk, walk.joins).get_absolute_url())
    told(page, "that approval is void")


def bring_into_step(walk):
    """Take the changed facts over into the other two letters."""
    for sister in walk.sisters:
        path = reverse("communications_compare", args=[sister.pk, walk.letter.pk])
        page = at(walk, walk.office.officer, path)
        page.click("text=Take them over")
    page = at_letter(walk, walk.office.officer, "thread")
    assert page.locator("main tbody tr").count() == 3
    assert "differ" not in page.inner_text("main")


def approve_anew(walk):
    """A void approval holds the letter back until the mandate joins what stands there now."""
    take(at_letter(walk, walk.office.officer), "Hand it in")
    make.review_all(fresh(walk.letter), walk.office)
    told(at_letter(walk, walk.office.second), "A mandate approved other words than these")
    page = at_letter(walk, walk.office.officer, "ask_to_join")
    assert page.input_value("input[name=mandates]:checked") == "SLAVTRAF"
    send(page)
    page = at(walk, walk.joins.holder, invitation(walk, walk.joins).get_absolute_url())
    told(page, "Changed since it was approved")
    look(page)
    answer(page, "joins")


def sign_and_send(walk):
    page = at_letter(walk, walk.office.second)
    page.click("main a:text-is('Approve it')")
    page.fill("#id_words", "read")
    send(page)
    take(at_letter(walk, walk.office.holder), "Sign it")
    take(at_letter(walk, walk.office.officer), "Send it")
    for sister in walk.sisters:
        read = make.make_submitted(walk.office, fresh(sister))
        signed = make.make_signed(walk.office, make.make_approved(walk.office, read))
        make.make_sent(walk.office, signed, days_ago=70)
    for office, words in ((walk.joins, "is among those who sign"), (walk.declines, "is not among")):
        page = at(walk, office.holder, invitation(walk, office).get_absolute_url())
        told(page, f"Our mandate {words}")
        look(page)


def log_reply(walk):
    page = at_letter(walk, walk.office.officer)
    page.click("text=Log a reply")
    page.select_option("#id_channel", "note")
    page.fill("#id_text", "The authorities look into it.")
    send(page)
    page.click("main a[href^='/replies/'] >> nth=0")
    page.check("input[value=SUBSTANTIVE]")
    page.fill("#id_why", "it answers each question")
    send(page)
    told(page, "Classified.")


def remind(walk):
    """The company has not answered in time: a reminder is drafted and sent, and stands in the thread."""
    page = at_letter(walk, walk.office.officer, "thread")
    page.click("main a:has-text('Draft a reminder') >> nth=0")
    page.check("input[name=questions][value='1']")
    page.fill("#id_why", "no reply in time")
    send(page)
    page.click("main button:text-is('Send it')")
    page = at_letter(walk, walk.office.officer, "thread")
    told(page, f"reminder: decided by {walk.office.officer}")
    company, home = walk.sisters
    assert company.steps_up.get().rung == Rung.REMINDER
    assert not home.steps_up.exists()


def publish(walk):
    """Prepare what anyone may read, let a second person read it, publish; return its key."""
    Communication.objects.filter(pk=walk.letter.pk).update(public_from=today())
    page = at_letter(walk, walk.office.officer)
    page.click("main a:text-is('Prepare the public version')")
    send(page)
    page.fill("#id_everywhere", "in March")
    send(page)
    path = page.url.removeprefix(walk.desk)
    take(page, "Hand it up")
    take(at(walk, walk.office.second, path), "Approve it for publication")
    page = at(walk, walk.office.officer, path)
    page.click("main a:text-is('Publish it')")
    page.fill("#id_why_no_address", "An exercise has no official address.")
    send(page)
    told(page, "Done.", "published")
    return PublishedLetter.objects.get().key


def test_mandates_join_one_of_three_letters_which_is_answered_and_published(walk, serve):
    ask(walk)
    two_answer(walk)
    edit(walk)
    bring_into_step(walk)
    approve_anew(walk)
    sign_and_send(walk)
    log_reply(walk)
    remind(walk)
    key = publish(walk)
    page = walk.browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{serve('public')}/en/letters/{key}/")
    told(page, "was promised to a family abroad", "contemporary forms of slavery")
    signed = page.inner_text("main .signed")
    assert "sale, sexual exploitation" in signed
    assert "contemporary forms of slavery" in signed
    assert "education" not in signed
    assert "in March" not in page.content()
