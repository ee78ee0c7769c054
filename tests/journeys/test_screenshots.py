"""Pictures of every page of the doors that need no sign-in, for people to look at."""

from pathlib import Path

import pytest

from tests.factories.publication import make_example
from tests.journeys.pages import INTAKE, PUBLIC

pytestmark = [pytest.mark.journey, pytest.mark.full]

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
PAGES = {"public": PUBLIC, "intake": INTAKE}
LOOKS = [
    (language, width, theme)
    for language in ("en", "ar")
    for width in (360, 1280)
    for theme in ("light", "dark")
]


def name_of(address: str) -> str:
    return address.strip("/").replace("/", "_").replace("?", "_") or "home"


@pytest.mark.requirement("M7")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_a_picture_of_every_page(browser, serve, name, language, width, theme):
    address = serve(name)
    make_example()
    folder = FOLDER / name / f"{language}-{width}-{theme}"
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=False
    )
    page = context.new_page()
    for path in PAGES[name]:
        page.goto(f"{address}/{language}/{path}")
        picture = folder / f"{name_of(path)}.png"
        page.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 1000
    context.close()
