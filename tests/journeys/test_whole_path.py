"""From a source's word to a published reply, through the real doors of a whole installation."""

import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from rapporteur.operations import clusters, processes
from tests.journeys.remains import places
from tests.journeys.walking import Walk, Words, path_of, send, told
from tests.kernel.files.documents import pdf
from tests.operations.installations import Installation
from tests.operations.test_backup import address

pytestmark = pytest.mark.journey
PDF = "application/pdf"
WORDS, PUBLIC = Words("walk"), set()  # all that was typed; what of it was made public


@pytest.fixture(scope="module")
def installation():
    with tempfile.TemporaryDirectory(prefix="rapporteur-test-") as folder:
        found = Installation(Path(folder) / "home")
        yield found
        found.end()
        processes.stop(processes.marked(found.home))
        clusters.remove(clusters.plan(found.home))


@pytest.fixture
def walk(installation, browser):
    if not installation.launchers:
        installation.start()
    made = Walk(installation, browser, WORDS)
    yield made
    for context in browser.contexts:
        context.close()


def tell(walk, language, said):
    """Go through the intake door as a relative; return the code. Answers not given are skipped."""
    page, door = walk.visitor(), walk.address("intake")
    page.goto(f"{door}/{language}/begin/")
    send(page)
    code = re.sub(r"\s", "", page.inner_text(".code"))
    page.fill("#id_last", code[-5:])
    send(page)
    while "/page/" in page.url:
        asked = re.search(r"/page/(\w+)/", page.url).group(1)
        if asked not in said:
            page.click("button[name=skip]")
        else:
            answer(page, said[asked])
            page.click("main form button[type=submit] >> nth=0")
    send(page)
    assert page.url.endswith(f"/{language}/back/"), page.url
    return code


def answer(page, text):
    page.wait_for_selector("main #id_answer")
    if page.locator("select#id_answer").count():
        page.select_option("#id_answer", text)
    elif page.locator("main input[type=radio]").count():
        page.check(f"main input[value={text}]")
    else:
        page.fill("#id_answer", text)


def make_case(walk):
    """Open the newest of what was received, make a case of it; return the path of the case."""
    page = walk.at("desk_officer", "/received/?joined=no")
    page.click("main ul.list li a >> nth=0")
    page.click("text=Make a case, or join one")
    send(page)
    return path_of(page)


def triage(walk, case):
    page = walk.at("desk_officer", case)
    page.click("text=Begin a triage")
    one = path_of(page)
    part(walk, one, "describe", describe)
    for name in ("weigh", "involve"):
        part(walk, one, name, lambda page: weigh(page, walk.words))
    part(walk, one, "propose", lambda page: propose(page, walk.words))
    page.click("text=Hand it up for a decision")
    holder = walk.at("mandate_holder", one)
    holder.click("a:text-is('Decide')")
    holder.fill("#id_reason", walk.words.new("credible and grave"))
    holder.click("button:text-is('Decide')")
    told(holder, "never changed")


def part(walk, one, name, fill):
    page = walk.at("desk_officer", f"{one}{name}/")
    fill(page)
    page.click("main >> button:text-is('Save')")
    told(page, "Saved.")
    page.goto(walk.address("desk") + one)


def describe(page):
    page.check("input[name=codes][value='SALE.ADOPTION']")
    page.select_option("#id_primary", "SALE.ADOPTION")
    page.select_option("#id_state1", "XEX")
    page.fill("#id_month", "2026-03")


def weigh(page, words):
    for choice in page.query_selector_all("main select"):
        choice.select_option(index=1)
    for area in page.query_selector_all("main textarea"):
        area.fill(words.new("as the submission says"))


def propose(page, words):
    page.select_option("#id_attitude", "CROSS_CUTTING")
    page.fill("#id_attitude_reason", words.new("other mandates work on it"))
    page.select_option("#id_outcome", "ACT_AL")
    page.fill("#id_outcome_reason", words.new("what must hold holds"))


def write_beside(walk, case):
    """Type what lies beside a case: a note, a plan for the source's safety, a reprisal."""
    page = walk.at("desk_officer", f"{case}notes/")
    page.fill("#id_text", walk.words.new("a private note"))
    send(page)
    told(page, walk.words.made[-1])
    page = walk.at("desk_officer", f"{case}plan/")
    for area in page.query_selector_all("main textarea"):
        area.fill(walk.words.new("by the back door"))
    send(page)
    told(page, "The plan is sealed with the case.")
    page = walk.at("coordinator", "/reprisals/new/")
    page.select_option("#id_process", "other")
    page.select_option("#id_act", "smear")
    page.fill("#id_words", walk.words.new("a rumour was spread"))
    send(page)
    told(page, "It is sealed.")


def write_letter(walk, case, language):
    """Begin a letter, write it, settle its law, have it read and signed, send it; return its path."""
    words = walk.words
    page = walk.at("desk_officer", case)
    page.click("text=Begin a letter")
    page.select_option("#id_kind", "AL")
    page.select_option("#id_addressee_kind", "state")
    page.select_option("#id_state", "XEX")
    walk.public.append(words.new("an alleged placement, an exercise"))
    page.fill("#id_subject", walk.public[-1])
    page.select_option("#id_language", language)
    send(page)
    letter = re.match(r"/communications/[^/]+/", path_of(page)).group()
    page = walk.at("desk_officer", f"{letter}write/")
    walk.public.append(words.new("was promised to people abroad, it is said in"))
    page.fill("#id_facts", f"It is reported that [child 1] {walk.public[-1]}")
    page.fill("#id_initials_1", "Q.X.")
    page.fill("#id_age_1", "9")
    send(page)
    settle_law(walk, letter)
    step(walk, "desk_officer", letter, "submit")
    for kind in ("gender", "interests"):
        reader = walk.at("coordinator", f"{letter}review/")
        reader.check(f"input[value={kind}]")
        reader.fill("#id_words", words.new("seen"))
        send(reader)
    answer_checklist(walk, letter)
    step(walk, "coordinator", letter, "approve", words.new("read"))
    step(walk, "mandate_holder", letter, "sign")
    page = walk.at("desk_officer", f"{letter}reference/")
    page.fill("#id_text", f"AL XEX {len(words.made)}/2026")
    send(page)
    step(walk, "desk_officer", letter, "send")
    told(walk.at("desk_officer", letter), "sent")
    return letter


def answer_checklist(walk, letter):
    """Answer each item on its one page: yes, but for what Exerland has not said."""
    page = walk.at("desk_officer", f"{letter}checklist/")
    for one in page.query_selector_all("main input[type=radio][value=yes]"):
        one.check()
    page.check("input[name='answer_L-CODE-6B'][value=na]")
    page.fill("#id_reason_L-CODE-6B", walk.words.new("it has said nothing"))
    send(page)
    told(page, "Your answers are kept for this version.")


def settle_law(walk, letter):
    """Propose the law; cite one treaty as binding, keep the rest as notes."""
    page = walk.at("desk_officer", f"{letter}annex/")
    page.click("text=Propose by scope codes")
    page.goto(f"{walk.address('desk')}{letter}annex/")
    lines = [link.get_attribute("href") for link in page.query_selector_all("main td a")]
    assert lines
    for number, line in enumerate(lines):
        page.goto(walk.address("desk") + line)
        binding = number == 0 and page.locator("input[value=binding]").count()
        page.check(f"input[value={'binding' if binding else 'internal'}]")
        if binding:
            page.fill("#id_source", walk.words.new("the depositary's page"))
            page.fill("#id_depositary_on", "2026-11-01")
        page.fill("#id_note", walk.words.new("a note"))
        send(page)


def step(walk, role, letter, verb, words=""):
    page = walk.at(role, f"{letter}step/{verb}/")
    if words:
        page.fill("#id_words", words)
    send(page)


def reply_at_the_missions_door(walk, letter, text, file):
    """Read the letter at the missions door and answer it with words and a file."""
    page = walk.at("mission_officer", "/")
    page.click("main ul.list li a >> nth=0")
    told(page, "Authenticity code", "Rule in force since")
    page.click("main >> a:text-is('Reply')")
    page.fill("#id_text", text)
    page.set_input_files("#id_file", {"name": "reply.pdf", "mimeType": PDF, "buffer": file})
    send(page)
    told(page, "Sealed and sent to the desk")


def take_in_reply(walk, letter):
    """Read the reply at the desk, class it, and tell the source."""
    page = walk.at("desk_officer", letter)
    page.click("main a[href^='/replies/'] >> nth=0")
    page.check("input[value=SUBSTANTIVE]")
    page.fill("#id_why", walk.words.new("it answers each question"))
    send(page)
    page = walk.at("desk_officer", f"{letter}tell/")
    page.fill("#id_text", walk.words.new("There is news."))
    send(page)


CONSTRAINT = "ALTER TABLE vault_version ADD CONSTRAINT no_more CHECK (false) NOT VALID"
NO_CONSTRAINT = "ALTER TABLE vault_version DROP CONSTRAINT no_more"
AWAY, BACK = "vault_wrap RENAME TO vault_wrap_away", "vault_wrap_away RENAME TO vault_wrap"


@contextmanager
def broken(installation, way):
    """Let everything that is sealed fail: a constraint, a time-out, or a table that is gone."""
    with psycopg.connect(address(installation, "owner"), autocommit=True) as owner:
        if way == "constraint":
            owner.execute(CONSTRAINT)
            yield
            owner.execute(NO_CONSTRAINT)
        elif way == "exception":
            owner.execute(f"ALTER TABLE {AWAY}")
            yield
            owner.execute(f"ALTER TABLE {BACK}")
        else:
            with owner.transaction():
                owner.execute("LOCK TABLE vault_version IN EXCLUSIVE MODE")
                yield


def said_by_a_relative(words):
    return {
        "writer": "relative",
        "what": words.new("A child was promised to a family abroad."),
        "state": "XEX",
        "where": words.new("a town"),
        "who": words.new("a girl of nine"),
        "steps": words.new("nobody was told"),
        "name": words.new("A. Source"),
        "contact": words.new("by this page"),
        **dict.fromkeys(("may_send", "may_share", "may_publish", "may_answer"), "yes"),
    }


def come_back(walk, language, code):
    """Open the thread with its code on another device; return the page."""
    page = walk.visitor()
    page.goto(f"{walk.address('intake')}/{language}/code/")
    page.fill("#id_entered", code)
    send(page)
    page.wait_for_selector("#id_text")
    return page


def write(page, text):
    page.fill("#id_text", text)
    page.click("main form.stack button[type=submit] >> nth=0")


def let_time_pass(walk, letter):
    """Let the confidential period of a letter be over, as the owner of the database alone can."""
    with psycopg.connect(address(walk.installation, "owner")) as owner:
        owner.execute(
            "UPDATE communications_communication SET public_from = current_date WHERE id = %s",
            [letter.split("/")[2]],
        )


def prepare(walk, letter, *, away):
    """Prepare, hand up and approve what comes next: the letter, then its reply.

    A word that is taken `away` goes wherever it stands. Returns the path of the public version.
    """
    page = walk.at("desk_officer", letter)
    page.click("main a[href$='/public/'] >> nth=0")
    send(page)
    page.wait_for_url("**/write/**")
    version = re.match(r"/publications/[^/]+/", path_of(page)).group()
    page.fill("#id_everywhere", away)
    send(page)
    told(page, "What anyone reads")
    for role, verb in (("desk_officer", "up"), ("coordinator", "approve")):
        send(walk.at(role, f"{version}{verb}/"))
    return version


def make_public(walk, version):
    page = walk.at("desk_officer", f"{version}publish/")
    page.fill("#id_why_no_address", "An exercise has no official address.")
    send(page)
    return page


def read_as_anyone(walk, language, shown, hidden):
    """Find the letter at the public door by its words, on the State page and as open data."""
    page, door = walk.visitor(), walk.address("public")
    page.goto(f"{door}/{language}/search/?q={shown[0].split()[-1]}")
    page.click("main a[href*='/letters/'] >> nth=0")
    told(page, *shown)
    place = path_of(page).split(f"/{language}")[-1]
    for path in (f"/{language}/letters/", f"/{language}/states/XEX/"):
        page.goto(door + path)
        assert page.locator(f"main a[href$='{place}']").count()
    given = [httpget(f"{door}{path}") for path in ("/data/letters.csv", "/data/letters.json")]
    given += [httpget(f"{door}/{language}/letters.atom"), httpget(f"{door}/{language}{place}")]
    key = place.strip("/").split("/")[-1]
    assert all(key in one for one in given)
    given += [httpget(f"{door}/data/replies.{form}") for form in ("csv", "json")]
    assert not [word for word in hidden for one in given if word in one]


def httpget(address):
    with urlopen(address, timeout=60) as answer:
        return answer.read().decode()


@pytest.mark.requirement("R31.2")
@pytest.mark.parametrize(
    ("language", "written_in"), [("ar", "fr"), pytest.param("en", "en", marks=pytest.mark.full)]
)
def test_a_word_becomes_a_letter_a_reply_and_a_page_for_everyone(walk, language, written_in):
    words = walk.words
    before = len(words.made)
    code = tell(walk, language, said_by_a_relative(words))
    case = make_case(walk)
    triage(walk, case)
    write_beside(walk, case)
    letter = write_letter(walk, case, written_in)
    answered = words.new("Les autorités examinent la question.")
    attached = words.new("Our reply")
    reply_at_the_missions_door(walk, letter, answered, pdf(attached))
    take_in_reply(walk, letter)

    back = come_back(walk, language, code)
    told(back, "There is news.")
    write(back, words.new("One thing more."))
    told(back, words.made[-1])

    let_time_pass(walk, letter)
    version = prepare(walk, letter, away="It is reported")
    told(
        walk.at("desk_officer", f"{version}publish/"), "A source has written since; read it first."
    )
    page = walk.at("desk_officer", case)
    page.click("main a[href^='/received/'] >> nth=0")
    told(page, words.made[-1])
    make_public(walk, version)
    make_public(walk, prepare(walk, letter, away=attached))
    shown = [*walk.public[-2:], answered]
    PUBLIC.update(one.split()[-1] for one in shown)
    hidden = [one for one in words.made[before:] if one not in PUBLIC]
    read_as_anyone(walk, language, shown, hidden)
    assert code


@pytest.mark.requirement("A2")
@pytest.mark.parametrize(
    "way",
    [
        "constraint",
        pytest.param("timeout", marks=pytest.mark.full),
        pytest.param("exception", marks=pytest.mark.full),
    ],
)
def test_what_is_typed_while_everything_breaks_comes_back_and_lies_nowhere(walk, way):
    code = tell(walk, "en", said_by_a_relative(walk.words))
    typed = walk.words.new("Typed while it broke.")
    page = come_back(walk, "en", code)
    with broken(walk.installation, way):
        write(page, typed)
        told(page, "It is our fault, not yours.")
        assert typed in page.content()
    page.click("button:text-is('Try again')")
    told(page, typed)
    page.goto(f"{walk.address('intake')}/en/back/end/")
    page.fill("#id_text", walk.words.new("It is not safe any more."))
    send(page)
    told(page, "Deletion was asked for.", walk.words.made[-1])


def test_afterwards_no_word_lies_anywhere_but_what_was_published(installation):
    """Runs last, over all that the walks above have left (a module's tests keep their order)."""
    assert PUBLIC
    secret = [word for word in WORDS.made if word not in PUBLIC]
    assert len(secret) > 40
    assert places(installation, secret) == {}
