"""Every text of our own that a person may read, with its place and language.

Titles and treaty terms are quotations of others, so their columns stay out. No file is exempt.
"""

import csv
import re
from pathlib import Path

from rapporteur.kernel.texts import COLUMNS
from rapporteur.operations import messages

ROOT = Path(__file__).resolve().parents[2]
QUOTED = ("treaty_", "avoid_", "title_", "short_title_", "signs_as_")  # columns of others' words
NOTES = ("note", "name", "title", "subject", "gist")
TAG = re.compile(r"<[^>]*>|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


def of_code():
    """Give each message that the code or a template marks for translation."""
    for message in messages.template():
        for words in message.id if isinstance(message.id, tuple) else (message.id,):
            if words:
                yield message.locations[0][0], "en", words


def of_templates():
    """Give the bare words of each template, marked for translation or not."""
    for path in messages.source_files():
        if path.suffix != ".py":
            yield str(path.relative_to(ROOT)), "en", TAG.sub(" ", path.read_text())


def of_catalogues():
    for locale in messages.LOCALES:
        language = locale.lower().replace("_", "-")
        for message in messages.read(locale):
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for words in strings if message.id else ():
                yield f"{locale}: {message.id}", language, words


def of_data():
    """Give the words of each cell of the data files that is ours, by the language of its column."""
    for path in sorted(ROOT.glob("rapporteur/**/data/*.csv")):
        for line, row in enumerate(csv.DictReader(path.read_text().splitlines()), start=2):
            for column, words in row.items():
                language = COLUMNS.get(column.rpartition("_")[2], "en" if column in NOTES else "")
                if words and language and not column.startswith(QUOTED):
                    yield f"{path.relative_to(ROOT)}:{line} {column}", language, words


def of_pages():
    """Give the pages of the documentation, and those beside the code."""
    found = {
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("rapporteur/**/*.md"),
        *ROOT.glob("rapporteur/**/pages/**/*.txt"),
    }
    for path in sorted(found):
        yield str(path.relative_to(ROOT)), "en", path.read_text()


def all_texts():
    for gather in (of_code, of_templates, of_catalogues, of_data, of_pages):
        yield from gather()
