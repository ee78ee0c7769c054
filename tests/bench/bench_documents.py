"""Documents: a report to each form, the published reports read, a letter with its annex drafted.

The report is A/HRC/9/21, 24 pages. Beside it stands LibreOffice, where it is installed, converting
the same Word file in the same run, its start included: that is what a person would otherwise wait
for. Of the 262 reports of the Working Group, which are not in the repository, only those at hand
are read. The letter is drafted in a database of its own with all reference data.
"""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

from rapporteur.documents import forms
from rapporteur.documents.tree import paragraphs
from tests.bench.scratch import scratch_cluster
from tests.documents import office

Row = tuple[str, float, str, str, float]
ROOT = Path(__file__).parents[2]
REPORT = ROOT / "tests" / "documents" / "data" / "A-HRC-9-21.en.txt"
MANY = ROOT.parent / "shared" / "data" / "documents" / "upr_wg_reports_2008_2014_txt.zip"
ALLOWED = {"docx": 2.0, "pdf": 2.0, "letter": 0.3}  # seconds; DESIGN §7, and for letters issue 5
OFFICE = {"docx": "docx", "pdf": "pdf", "html": "html"}  # the forms that LibreOffice has too
ROUNDS = 5
LETTERS = 20


def seconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of an act done several times, once unmeasured before."""
    act()
    taken = []
    for _each in range(rounds):
        began = perf_counter()
        act()
        taken.append(perf_counter() - began)
    return median(taken)


def by_office(word: bytes) -> dict[str, float]:
    """Return the seconds that LibreOffice takes to convert a Word file, by form."""
    home = Path(tempfile.mkdtemp(prefix="rapporteur-office-"))
    try:
        found = {}
        for form, named in OFFICE.items():
            source = home / form / "report.docx"
            source.parent.mkdir()
            source.write_bytes(word)
            target = source.parent / "made"
            found[form] = seconds(
                lambda source=source, target=target, named=named: office.converted(
                    source, named, home / "profile", target
                ),
                rounds=3,
            )
        return found
    finally:
        shutil.rmtree(home, ignore_errors=True)


def one_report() -> Iterator[Row]:
    """Read the report in each form and write it in each."""
    text = REPORT.read_bytes()
    report = forms.read(text).document
    word = forms.write(report, "docx")
    without = office.missing()
    if without:
        print(f"left out: LibreOffice beside us: {without}")
    beside = {} if without else by_office(word)
    for form in forms.WRITERS:
        took = seconds(lambda form=form: forms.write(report, form))
        what = f"report of 24 pages to {form}"
        if form in ALLOWED:
            yield what, took, "s", f"allowed {ALLOWED[form]:g} s", took / ALLOWED[form]
        if form in beside:
            whole = seconds(lambda form=form: forms.write(forms.read(word).document, form))
            words = f"LibreOffice, the same DOCX ({beside[form]:.2f} s)"
            yield f"DOCX of it to {form}, read and written", whole, "s", words, whole / beside[form]
        if form not in ALLOWED and form not in beside:
            yield what, took, "s", "no baseline", 1.0
    plain = seconds(lambda: text.decode().split())
    for form in ("text", "docx", "akn", "pdf"):
        data = text if form == "text" else forms.write(report, form)
        took = seconds(lambda data=data: forms.read(data))
        words = f"split into words ({plain * 1000:.2f} ms)"
        yield f"report of 24 pages from {form}", took, "s", words, took / plain


def in_order(data: bytes) -> bool:
    """Tell whether the main paragraphs of a report count 1, 2, 3, … without a gap."""
    numbers = [one.number for one in paragraphs(forms.read(data).document.body)]
    main = [int(one) for one in numbers if one.isascii() and one.isdigit()]
    return bool(main) and main == list(range(1, len(main) + 1))


def many_reports() -> Iterator[Row]:
    if not MANY.exists():
        print("left out: the 262 reports of the Working Group, which are not at hand")
        return
    with zipfile.ZipFile(BytesIO(MANY.read_bytes())) as kept:
        texts = [kept.read(one) for one in kept.namelist() if one.endswith(".txt")]
    began = perf_counter()
    for one in texts:
        one.decode("utf-8", "replace").split()
    plain = perf_counter() - began
    began = perf_counter()
    whole = sum(in_order(one) for one in texts)
    took = perf_counter() - began
    words = f"split into words ({plain:.2f} s)"
    yield f"reports of the Working Group read ({len(texts)})", took, "s", words, took / plain
    yield "of them with every number in order", whole, "reports", "wanted 250 of 262", whole / 250


def letters() -> Iterator[Row]:
    """Draft letters: the blocks of the day, the law by scope, put together as it will be read."""
    os.environ.setdefault("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    with scratch_cluster():
        from rapporteur.communications.actions import annexing
        from rapporteur.communications.documents import addressed
        from rapporteur.communications.queries import lines_of
        from rapporteur.communications.renditions import rendition
        from rapporteur.kernel.clock import today
        from rapporteur.kernel.instance.models import Instance
        from rapporteur.operations.reference import load_all
        from tests.factories import communications as make
        from tests.factories.cases import make_office

        Instance.objects.create(mode=Instance.Mode.EXERCISE, created_on=today())
        load_all()
        people = make_office()
        cases = [make.make_decided_case(people) for _each in range(LETTERS)]
        taken, pages = [], []
        for case in cases:
            began = perf_counter()
            letter = make.make_letter(people, case)
            annexing.propose(letter, by=people.officer)
            told = rendition(letter, make.words_of(letter, people), lines_of(letter), on=today())
            made = addressed(told, exercise=True, sent=False)
            taken.append(perf_counter() - began)
            began = perf_counter()
            forms.write(made, "pdf")
            pages.append(perf_counter() - began)
        bare = seconds(lambda: json.dumps(told))
    middle, slow, allowed = median(taken), sorted(taken)[-2], ALLOWED["letter"]
    yield "letter drafted with its annex", middle, "s", f"allowed {allowed:g} s", middle / allowed
    yield "letter drafted with its annex, p95", slow, "s", f"allowed {allowed:g} s", slow / allowed
    words = f"its words as JSON ({bare * 1000:.2f} ms)"
    yield "and its PDF", median(pages), "s", words, median(pages) / bare


def run() -> Iterator[Row]:
    """Yield name, value, unit, baseline and the ratio to it."""
    yield from one_report()
    yield from many_reports()
    yield from letters()
