"""Letters from facts to file, word for word: three languages, as Word and as Akoma Ntoso.

Each is to Exerland, an exercise: party to some treaties, with a reservation, and not to others; and
once more on the day before its accession to the Optional Protocol takes effect. The officer of
these tests cites as binding what bound the State on both days, and keeps the rest as an internal
note. What the files hold is in `data/golden`. After a change that is meant, write them anew with

    RAPPORTEUR_WRITE_GOLDEN=1 python -m pytest -n 0 tests/communications/test_golden_letters.py

and read what changed before it is kept. The run that writes them fails, so that none passes so.
"""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rapporteur.communications.actions import annexing
from rapporteur.communications.documents import addressed
from rapporteur.communications.letters import Child
from rapporteur.communications.queries import lines_of
from rapporteur.communications.renditions import rendition
from rapporteur.documents import forms
from rapporteur.kernel import clock
from rapporteur.law.models import Instrument, Reservation, TreatyAction
from tests.documents.texts import texts
from tests.factories.cases import make_office
from tests.factories.communications import (
    confirm,
    make_decided_case,
    make_letter,
    settle,
    words_of,
    write,
)
from tests.factories.law import PROOF, make_act

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C3")]
GOLDEN = Path(__file__).parent / "data" / "golden"
WRITES = "RAPPORTEUR_WRITE_GOLDEN"
ENDINGS = ("docx.txt", "akn.xml")
LANGUAGES = ("en", "fr", "es")
DAY, NEXT = date(2026, 10, 15), date(2026, 10, 16)  # the facts are of March of that year
SUBJECT = {
    "en": "the alleged sale of a child (an exercise)",
    "fr": "la vente présumée d’un enfant (exercice)",
    "es": "la presunta venta de un niño (ejercicio)",
}
FACTS = {
    "en": (
        "It is reported that [child 1] was promised to a family abroad.",
        "It is reported that money was paid to an intermediary.",
    ),
    "fr": (
        "Il est rapporté que [child 1] a été promis à une famille à l’étranger.",
        "Il est rapporté qu’une somme a été versée à un intermédiaire.",
    ),
    "es": (
        "Se informa de que [child 1] fue prometido a una familia en el extranjero.",
        "Se informa de que se pagó una suma a un intermediario.",
    ),
}
# What a file would say of where the State stands, were the officer's notes to slip into it.
RESERVED = "Made up: the canary of a reservation."
NOTE = "the canary of an internal note"


def accede(key, on):
    TreatyAction.objects.filter(country="XEX", instrument=key).delete()
    make_act(Instrument.objects.get(pk=key), "accession", "2026-07-01", in_force_on=str(on))


def reserve(key):
    Reservation.objects.create(
        instrument_id=key,
        country_id="XEX",
        kind="reservation",
        made_on="1992-05-08",
        provisions="35",
        gist={"en": RESERVED},
        **PROOF,
    )


def settle_by_the_record(letter, office):
    for line in letter.lines.all():
        if line.is_treaty and line.on_today == line.on_facts == "yes":
            confirm(line, office)
        elif not line.is_treaty:
            settle(line, office, "standard")
        else:
            settle(line, office, note=NOTE)


@pytest.fixture
def case():
    """Tell the day of the letters until the test ends; return an office with its decided case."""
    with clock.told(datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC)):
        office = make_office()
        yield office, make_decided_case(office)


def drafted(case, language="en"):
    """Draft a letter from facts, with its annex settled; return it as a document."""
    office, found = case
    letter = make_letter(office, found, language=language, subject=SUBJECT[language])
    letter = write(letter, office, facts=FACTS[language], children=(Child("A.B.", "9"),))
    annexing.propose(letter, by=office.officer)
    settle_by_the_record(letter, office)
    letter.code = "XEX-EXAMPLE"  # ours is random
    told = rendition(letter, words_of(letter, office), lines_of(letter), on=DAY)
    return addressed(told, exercise=True, sent=False)


def text_of_word(document):
    """Return what stands in the Word file, a line for each paragraph, read back from its bytes."""
    read = forms.read(forms.write(document, "docx")).document
    return "\n".join(one for one in texts(read) if one.strip()) + "\n"


def akoma_of(document):
    """Return the Akoma Ntoso file with a line for each element, so that a change can be read."""
    return forms.write(document, "akn").decode().replace("><", ">\n<") + "\n"


def cited(document):
    """Return the treaties and standards that the annex names."""
    lines = list(texts(document.annexes))
    labels = Instrument.objects.values_list("label", flat=True)
    return {label for label in labels if any(one.startswith(f"{label}, ") for one in lines)}


def compare(files):
    """Compare texts with the files of their names, or write these where that was asked for."""
    if os.environ.get(WRITES):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
        pytest.fail(f"Written anew: {', '.join(files)}. Read them, then run without {WRITES}.")
    for name, text in files.items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), name


def party_with_a_reservation():
    reserve("CRC")


def on_the_day_before_accession():
    reserve("CRC")
    accede("OPSC", NEXT)


ALWAYS = {"CRC", "Supplementary Slavery Convention", "GA resolution 41/85"}
STORIES = {
    "party": (party_with_a_reservation, ALWAYS | {"OPSC"}),
    "day-before": (on_the_day_before_accession, ALWAYS),
}


@pytest.mark.parametrize("story", STORIES)
def test_letters_in_three_languages_are_word_for_word_what_their_files_hold(case, story):
    tell, named = STORIES[story]
    tell()
    files = {}
    for language in LANGUAGES:
        document = drafted(case, language)
        assert cited(document) == named
        files[f"{story}.{language}.docx.txt"] = text_of_word(document)
        files[f"{story}.{language}.akn.xml"] = akoma_of(document)
    for words in ("canary", "ILO", "Hague", "ACRWC", "none_listed"):
        assert not [name for name, text in files.items() if words in text]
    compare(files)


def test_a_treaty_that_did_not_bind_through_the_month_of_the_facts_is_not_named(case):
    named = {}
    for day in ("2026-03-01", "2026-03-02", str(DAY)):
        accede("OPSC", day)
        named[day] = "OPSC" in cited(drafted(case))
    assert named == {"2026-03-01": True, "2026-03-02": False, str(DAY): False}


def test_every_file_is_of_a_test():
    names = {f"{s}.{one}.{end}" for s in STORIES for one in LANGUAGES for end in ENDINGS}
    assert {one.name for one in GOLDEN.iterdir()} == names
