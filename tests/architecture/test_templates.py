import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for folder in (ROOT / "templates", *(ROOT / "rapporteur").rglob("templates"))
    if folder.is_dir()
    for path in folder.rglob("*")
    if path.suffix in {".html", ".txt", ".xml", ".svg"}
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
TOKEN = "{% csrf_token %}"
INCLUDED = re.compile(r'{% include "(?P<name>[^"]+)"(?P<more>[^%]*)%}')
COMPONENTS = [path for path in PAGES if "components" in path.parts]
OPENING = re.compile(r"\s*(\{#.+?#\}|\{% comment %\}.+?\{% endcomment %\})", re.DOTALL)
INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\b(?:src=|type=.application/json))", re.IGNORECASE
    ),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
}


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds_anything_inline(what):
    assert [named(p) for p in TEMPLATES if INLINE[what].search(p.read_text())] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style element", "<STYLE>"),
        ("a style attribute", '<p class="a" style="color:red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("a script address", '<a href="javascript:go()">'),
    ],
)
def test_the_lint_finds_what_it_looks_for(what, text):
    assert INLINE[what].search(text)


@pytest.mark.parametrize(
    "text",
    ['<script src="/static/a.js" defer></script>', '<script type="application/json">{}</script>'],
)
def test_a_script_of_its_own_file_and_a_block_of_json_are_not_inline(text):
    assert not INLINE["an inline script"].search(text)


def test_no_template_is_longer_than_200_lines():
    assert [named(p) for p in TEMPLATES if len(p.read_text().splitlines()) > 200] == []


def test_each_component_opens_with_a_comment_that_names_its_variables():
    assert COMPONENTS
    assert [named(p) for p in COMPONENTS if not OPENING.match(p.read_text())] == []


def test_text_for_people_is_marked_for_translation():
    """A page with a heading or paragraph of bare letters has forgotten `translate`."""
    bare = re.compile(r"<(h1|h2|h3|p|label|button|title|legend)\b[^>]*>\s*[A-Za-z]{3,}")
    assert [named(p) for p in PAGES if bare.search(p.read_text())] == []


def test_a_form_that_is_included_alone_is_handed_its_token():
    """Without its token a form is refused each time; a client of the tests does not ask for it."""
    holding = {named(p).partition("templates/")[2]: p for p in PAGES if TOKEN in p.read_text()}
    included = [(named(p), one) for p in PAGES for one in INCLUDED.finditer(p.read_text())]
    without = [
        (page, one["name"])
        for page, one in included
        if one["name"] in holding and " only" in one["more"] and "csrf_token=" not in one["more"]
    ]
    assert len([1 for _page, one in included if one["name"] in holding]) > 3
    assert without == []
