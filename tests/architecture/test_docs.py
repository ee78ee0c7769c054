"""The pages hold together: links lead somewhere, decisions are whole, commands exist."""

import re

import pytest
from babel.messages.pofile import read_po

from rapporteur.kernel.environment import ROOT
from rapporteur.operations import commands

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "rapporteur").rglob("*.md")])
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)")
OUTSIDE = ("http://", "https://", "mailto:")


def named(path):
    return str(path.relative_to(ROOT))


def links(path):
    """Return the links of a page that lead into the repository, without what stands in code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(), flags=re.DOTALL)
    return [link for link in LINK.findall(text) if not link.startswith(OUTSIDE)]


def anchors(path):
    """Return the anchors of a page's headings, as hosts of repositories make them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    broken = []
    for link in links(page):
        place, _, anchor = link.partition("#")
        there = (page.parent / place).resolve() if place else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts(page):
    text = page.read_text()
    assert re.match(rf"# {page.stem[:4]} \S", text)
    assert re.search(r"^Status: (in force|accepted|superseded by \[)", text, flags=re.MULTILINE)
    for part in ("Context", "Decision", "Consequences"):
        assert re.search(rf"^(## {part}$|\*\*{part}\.\*\*)", text, flags=re.MULTILINE), part


def test_every_decision_stands_in_the_index():
    assert sorted({link for link in links(DOCS / "adr" / "README.md") if "/" not in link}) == [
        page.name for page in DECISIONS
    ]


def test_no_number_is_given_to_two_decisions():
    numbers = [page.stem[:4] for page in DECISIONS]
    assert sorted(set(numbers)) == numbers


def test_every_direct_dependency_has_a_decision():
    wanted = {
        re.split(r"[\[~=<>]", line)[0]
        for line in (ROOT / "requirements.in").read_text().splitlines()
        if line and not line.startswith("#")
    }
    index = (DOCS / "adr" / "README.md").read_text()
    assert sorted(name for name in wanted if f"`{name}`" not in index) == []
    assert len(wanted) <= 25


def test_every_page_can_be_reached_from_the_index():
    reached, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        there = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
        waiting += [p for p in there if p.suffix == ".md" and p.exists() and p not in reached]
    folders = {DOCS / "states": DOCS / "states" / "desks.md"}  # one page stands for its folder
    missing = [
        named(page)
        for page in PAGES
        if page.is_relative_to(DOCS) and page not in reached and page.parent not in folders
    ]
    assert missing == []


def test_guides_call_pages_and_buttons_by_their_names():
    with (ROOT / "rapporteur/locale/fr/LC_MESSAGES/django.po").open("rb") as file:
        ids = {one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file)}
    known = {" ".join(one.split()).rstrip(":").casefold() for one in ids}
    for guide in sorted((DOCS / "guide").glob("*.md")):
        text = re.sub(r"\*\*.*?\*\*", "", guide.read_text(), flags=re.DOTALL)
        told = {" ".join(one.split()).casefold() for one in re.findall(r"\*([^*]+)\*", text)}
        assert told - known == set(), named(guide)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/operations/upgrading.md"])
def test_what_a_page_tells_to_make_can_be_made(name):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    told = set(re.findall(r"(?:^    |`)make ([a-z-]+)", (ROOT / name).read_text(), re.MULTILINE))
    assert told
    assert told <= targets


def test_what_a_page_tells_to_run_is_a_command():
    known = next(
        set(action.choices)
        for action in commands.parser()._actions
        if isinstance(action.choices, dict)
    )
    for page in PAGES:
        told = set(re.findall(r"bin/rapporteur ([a-z][a-z-]*)", page.read_text()))
        assert told <= known, named(page)


def test_the_licence_is_the_one_that_is_named():
    text = (ROOT / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3" in text
    assert len(text.splitlines()) == 661
    assert "AGPL-3.0-or-later" in (ROOT / "README.md").read_text()


def test_each_of_the_twenty_pitfalls_is_answered_with_a_test_or_a_decision():
    text = (DOCS / "adr" / "0099-twenty-pitfalls.md").read_text()
    rows = re.findall(r"^\| (\d+) \|.*\| (.+) \| (.+) \|$", text, re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, 21))
    assert all(len(answer) > 10 for _, answer, _ in rows)
    assert [n for n, _, shown in rows if "::test_" not in shown and "Not yet" not in shown] == []


def test_every_test_that_a_page_names_exists():
    named_tests = {
        (file, test) for page in PAGES for file, test in NAMED_TEST.findall(page.read_text())
    }
    missing = [
        f"{file}::{test}"
        for file, test in sorted(named_tests)
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text()
    ]
    assert len(named_tests) > 50
    assert missing == []
