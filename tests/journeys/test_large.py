"""An officer of a Mission sends a large file in a real browser, over a line that breaks."""

import hashlib

import pytest

from rapporteur.communications.actions import uploading
from rapporteur.communications.models import ReplyFile, Upload
from rapporteur.doors.missions.views import large
from rapporteur.kernel.vault import parts
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_sent
from tests.factories.people import code
from tests.factories.vaults import PHRASE
from tests.journeys.browsing import sound
from tests.journeys.test_missions import given_file, missions
from tests.journeys.test_signing_in import sign_in

__all__ = ["missions"]  # a fixture
pytestmark = [pytest.mark.journey, pytest.mark.full, pytest.mark.requirement("C10")]
FILE = b"%PDF-1.7\n" + b"a page of a large file\n" * 20_000 + b"%%EOF\n"


@pytest.fixture
def at_page(browser, missions, monkeypatch):
    """Return a page where a large file is sent: here one of over 1 kB, in parts of 10 kB."""
    monkeypatch.setattr(parts, "PART", 10_000)
    monkeypatch.setattr(uploading, "SMALL", 1_000)
    monkeypatch.setattr(large, "PIECE", 100_000)
    office = make_office()
    account, _ring = make_mission(office)
    letter = make_sent(office)

    def come_in(**how):
        page = browser.new_context(**how).new_page()
        sign_in(page, missions, account.email, digits=code())
        page.click(f"text={letter.code}")
        page.fill("#id_passphrase", PHRASE)
        page.click("text=Unlock the vault")
        page.click("main >> a:text-is('Reply')")
        page.click("text=Reply with a large file")
        return page

    return come_in


def test_with_a_script_it_goes_on_after_the_line_broke(at_page):
    page = at_page()
    seen = []

    def on_the_way(route):
        request = route.request
        seen.append(request.method)
        if request.method == "PATCH" and seen.count("PATCH") == 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/large/**", on_the_way)
    sound(page)
    page.fill("#id_text", "Its annexes are in the file.")
    page.set_input_files("#id_file", given_file(FILE))
    page.click("text=Send the reply")
    page.wait_for_selector("code", timeout=60_000)

    assert hashlib.sha256(FILE).hexdigest() in page.content()
    assert seen.count("PATCH") == len(FILE) // 100_000 + 2
    assert seen.count("HEAD") == 1
    assert (ReplyFile.objects.get().large, Upload.objects.get().state) == (True, "sent")


def test_without_a_script_the_form_sends_it_in_one_go(at_page):
    page = at_page(java_script_enabled=False)
    page.set_input_files("#id_file", given_file(FILE))
    page.click("text=Send the reply")

    assert hashlib.sha256(FILE).hexdigest() in page.content()
    assert ReplyFile.objects.get().large
