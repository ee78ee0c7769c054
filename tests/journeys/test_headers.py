"""What browsers make of the headers of the three outer doors: nothing slips in, nothing gets out.

A page is changed on its way to the browser as someone could change it who found a gap in our
templates; its headers stay. Whatever it then asks another site for would be seen there.
"""

import re

import pytest
from playwright.sync_api import Error

from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_sent
from tests.factories.halves import make_pair
from tests.factories.people import code
from tests.factories.vaults import PHRASE, make_group, make_keyring
from tests.journeys.elsewhere import elsewhere
from tests.journeys.test_intake import begin
from tests.journeys.test_signing_in import sign_in

pytestmark = pytest.mark.journey
OUTER = {"public": "/en/", "intake": "/en/", "missions": "/account/sign-in/"}
WORDS = "zyxheaders quorum"
LISTENING = """
    window.caught = [];
    document.addEventListener('securitypolicyviolation', one =>
        window.caught.push(one.effectiveDirective));
"""
STORES = """async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
]"""


@pytest.fixture
def other():
    with elsewhere() as server:
        yield server


@pytest.fixture
def at(serve, monkeypatch):
    """Return a function that serves a door whose desk can be sealed to."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)

    def open_door(name):
        address = serve(name)
        if name == "intake":
            make_pair(make_group(make_keyring()).pk)
        return address

    return open_door


@pytest.fixture
def context(browser):
    made = browser.new_context()
    yield made
    made.close()


def slipped_in(there):
    """Return what somebody might slip into a page; each part would be seen if it worked."""
    return f"""
        <script>window.ran = "script"</script>
        <script src="{there}/script.js"></script>
        <img src="{there}/image.png"><img src="data:,x" onerror="window.ran = 'handler'">
        <link rel="stylesheet" href="{there}/sheet.css">
        <style>@import url("{there}/imported.css"); body {{ outline-width: 7px }}</style>
        <iframe src="{there}/frame"></iframe><object data="{there}/object"></object>
        <video src="{there}/video"></video><base href="{there}/">
        <a id="script" href="javascript:window.ran = 'address'">.</a>
        <form id="out" action="{there}/form" method="post"><input name="a" value="b"></form>
        <a id="away" href="{there}/followed">Away</a>
    """


def with_something_slipped_in(page, there):
    """Let each page reach the browser with our headers, and more in its body than we sent."""

    def change(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", slipped_in(there)))

    page.route(lambda url: "/static/" not in url, change)


@pytest.mark.requirement("A9")
@pytest.mark.requirement("M8")
@pytest.mark.parametrize(
    "name", ["intake", "missions", pytest.param("public", marks=pytest.mark.full)]
)
def test_a_browser_lets_nothing_in_and_nothing_out(context, at, other, name):
    first = at(name) + OUTER[name]
    may_ask_for_little(context.new_page(), first)
    keeps_what_slipped_in_from_working(context.new_page(), first, other)
    tells_no_other_site(context.new_page(), first, other)
    is_neither_framed_nor_read_nor_held(context, first, other)


def keeps_no_copy(page, words):
    """Go on, lose the line, go back: a browser that kept the page would show it again."""
    assert words in page.content()
    page.goto(page.url.rpartition("/en/")[0] or page.url.rpartition("/letters/")[0])
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        page.go_back()
    assert words not in page.content()
    page.context.set_offline(False)


def may_ask_for_little(page, first):
    said = []
    page.on("console", lambda one: said.append(one.text))
    page.goto(first)
    allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))

    assert allowed & {"camera", "microphone", "geolocation", "usb", "display-capture"} == set()
    assert [one for one in said if "policy" in one.lower()] == []  # every word of it is known


def keeps_what_slipped_in_from_working(page, first, other):
    page.add_init_script(LISTENING)
    with_something_slipped_in(page, other.address)
    page.goto(first)
    page.evaluate("document.getElementById('script').click()")
    page.evaluate("document.getElementById('out').submit()")
    page.wait_for_timeout(1000)  # until all that is tried is refused; a busy machine takes a while

    assert page.evaluate("window.ran") is None
    assert (page.url, page.evaluate("document.baseURI")) == (first, first)
    assert page.evaluate("getComputedStyle(document.body).outlineWidth") != "7px"
    assert other.paths() == []
    caught = page.evaluate("window.caught")
    caught = {one.removesuffix("-elem").removesuffix("-attr") for one in caught}
    expected = {"script-src", "style-src", "img-src", "frame-src", "object-src", "media-src"}
    assert expected | {"base-uri", "form-action"} <= caught


def tells_no_other_site(page, first, other):
    with_something_slipped_in(page, other.address)
    page.goto(first)
    page.click("#away")

    [(path, headers)] = [one for one in other.asked if one[0] != "/favicon.ico"]
    assert (path, headers.get("referer"), headers.get("cookie")) == ("/followed", None, None)
    assert page.evaluate("document.referrer") == ""


def is_neither_framed_nor_read_nor_held(context, first, other):
    other.page = f"""<!doctype html><iframe src="{first}"></iframe>
        <a id="open" target="theirs" rel="opener" href="{first}">.</a>"""
    page = context.new_page()
    page.goto(f"{other.address}/theirs")
    with context.expect_page() as opened:
        page.click("#open")
    opened.value.wait_for_load_state()

    assert len(page.frames) == 2
    assert "Rapporteur" not in page.frames[1].content()
    for how in ("cors", "no-cors"):  # the second would let a picture or a sheet through
        asked = f"fetch({first!r}, {{mode: {how!r}}}).then(() => 'got', () => 'refused')"
        assert page.evaluate(asked) == "refused", how
    assert opened.value.evaluate("window.opener") is None


@pytest.mark.requirement("A9")
@pytest.mark.requirement("A5")
@pytest.mark.requirement("A1")
def test_after_leaving_going_back_shows_nothing_and_nothing_is_kept(context, at):
    address = at("intake")
    page = context.new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    for path in ("", "check/", "share/", "begin/", "code/"):
        page.goto(f"{address}/en/{path}")
        assert context.cookies() == [], path
    page.goto(f"{address}/en/begin/")
    page.click("main button")
    assert context.cookies() == []
    begin(page, address, "en")
    [held] = context.cookies()
    assert (held["httpOnly"], held["sameSite"], held["expires"]) == (True, "Strict", -1)
    page.goto(f"{address}/en/page/what/")
    page.fill("#id_answer", WORDS)
    page.click("main button >> nth=0")
    page.goto(f"{address}/en/review/")
    assert page.evaluate(STORES) == [0, 0, 0, 0, 0]
    assert not re.search("child|abuse|sale|exploit|report", page.title(), re.IGNORECASE)
    keeps_no_copy(page, WORDS)
    page.goto(f"{address}/en/review/")
    assert WORDS in page.content()

    page.goto(f"{address}/en/leave/")
    page.wait_for_url("about:blank")
    assert context.cookies() == []
    for _ in range(3):
        page.go_back()
        assert WORDS not in page.content()
    assert [one for one in asked if not one.startswith((address, "about:"))] == []


@pytest.mark.full
@pytest.mark.requirement("R31.2")
def test_after_signing_out_at_the_missions_door_going_back_shows_nothing(context, at):
    address = at("missions")
    office = make_office()
    account, _ring = make_mission(office)
    letter = make_sent(office)
    page = context.new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    sign_in(page, address, account.email, digits=code())
    page.goto(f"{address}/vault/unlock/")
    page.fill("#id_passphrase", PHRASE)
    page.click("main form.stack button[type=submit]")
    page.goto(f"{address}/letters/{letter.pk}/")
    assert page.evaluate(STORES) == [0, 0, 0, 0, 0]
    keeps_no_copy(page, letter.authenticity)
    page.goto(f"{address}/letters/{letter.pk}/")

    page.goto(address)
    page.click("button:has-text('Sign out')")
    for _ in range(3):
        page.go_back()
        assert letter.authenticity not in page.content()
    assert [one for one in asked if not one.startswith(address)] == []
