"""The catalogues of translations: gathered from the code, compiled for the doors, counted.

`extract` keeps every translation that stands; what the code no longer says is kept at the end of
the file as obsolete. Places are given without line numbers, so that a moved line changes nothing.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from rapporteur.kernel.environment import ROOT

LOCALES = {"fr": "fr", "es": "es", "ar": "ar", "zh_Hans": "zh_Hans", "ru": "ru"}
FOLDER = ROOT / "rapporteur" / "locale"
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the head of the file would change every time
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdf]|\{\w*\}")
SOURCES = ("rapporteur/**/*.py", "rapporteur/**/*.html", "rapporteur/**/*.txt", "templates/**/*.*")
NOT_SOURCES = ("/migrations/", "/locale/", "/data/")


def command(what: str, *, check: bool = False) -> int:
    """Run `messages extract|compile|check`; return the exit code."""
    if what == "extract":
        return extract_all(only_check=check)
    return compile_all() if what == "compile" else report()


def catalogue_path(locale: str) -> Path:
    return FOLDER / locale / "LC_MESSAGES" / "django.po"


def source_files() -> list[Path]:
    """Return every file whose words a person may see."""
    found = {path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(p for p in found if not any(part in p.as_posix() for part in NOT_SOURCES))


def as_python(path: Path) -> str:
    """Return a source as Python that says the same words; templates go through Django's own."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    from django.utils.translation.template import templatize  # needs settings

    # Django leaves the indentation of the page, which Python would read as its own.
    return "\n".join(line.lstrip() for line in templatize(text, str(path)).split("\n"))


def words() -> Iterator[tuple[str, Any, list[str], str | None]]:
    """Give place, message, comments and context of every word to translate."""
    for path in source_files():
        place = path.relative_to(ROOT).as_posix()
        stream = io.BytesIO(as_python(path).encode())
        for _, message, comments, context in extract(
            "python", stream, keywords=KEYWORDS, comment_tags=("Translators",)
        ):
            yield place, message, comments, context


def template() -> Catalog:
    """Return a catalogue without translations of all that the code says today."""
    catalogue = Catalog(project="Rapporteur", charset="utf-8", fuzzy=False)
    for place, message, comments, context in words():
        catalogue.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalogue


def read(locale: str) -> Catalog:
    path = catalogue_path(locale)
    if not path.is_file():
        return Catalog(locale=locale, project="Rapporteur", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, charset="utf-8")


def as_bytes(catalogue: Catalog) -> bytes:
    catalogue.creation_date = catalogue.revision_date = NEVER
    catalogue.header_comment = "# Translations of Rapporteur."
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_output=True)
    return out.getvalue()


def extract_all(*, only_check: bool) -> int:
    """Bring each catalogue up to date; with `only_check`, say which are stale (exit code 1)."""
    set_up_templates()
    today = template()
    stale = []
    for locale in LOCALES:
        catalogue, path = read(locale), catalogue_path(locale)
        catalogue.update(today, no_fuzzy_matching=True)
        wanted = as_bytes(catalogue)
        if not path.is_file() or path.read_bytes() != wanted:
            stale.append(locale)
            if not only_check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wanted)
    if stale and only_check:
        print(f"Stale catalogues: {', '.join(stale)}. Run `make messages`.", file=sys.stderr)
        return 1
    if not only_check:
        print(f"{len(today)} messages; catalogues changed: {', '.join(stale) or 'none'}.")
    return 0


def set_up_templates() -> None:
    """Give Django the few settings that its reader of templates asks for."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()


def compile_all() -> int:
    """Make the `.mo` files that the doors read; those that are newer than their source stay."""
    for locale in LOCALES:
        source = catalogue_path(locale)
        target = source.with_suffix(".mo")
        if not source.is_file():
            continue
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(".new")
        with fresh.open("wb") as file:
            write_mo(file, read(locale))
        fresh.replace(target)
    return 0


def ids_of(message: Message) -> list[str]:
    """Return the original of a message: one text, or those for one and for many."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def strings_of(message: Message) -> list[str]:
    """Return the translations of a message: one, or one for each form of the plural."""
    found = message.string
    return [text or "" for text in (found if isinstance(found, tuple | list) else (found,))]


def placeholders(text: str) -> set[str]:
    """Return what a text leaves to be filled in: `%(count)s`, `%s`, `{name}`."""
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def fault(message: Message, forms: int) -> str | None:
    """Return what is wrong with a translation, or None.

    A form of the plural may leave a number out (“one State”); the last, for many, may not.
    """
    ids = ids_of(message)
    strings = strings_of(message)
    if not all(strings) or len(strings) != (forms if len(ids) > 1 else 1):
        return "not translated"
    if message.fuzzy:
        return "waits for a look (fuzzy)"
    wanted = {mark for text in ids for mark in placeholders(text)}
    found = [placeholders(text) for text in strings]
    if found[-1] != wanted or any(not marks <= wanted for marks in found):
        return f"fills in {sorted(found[-1])}, not {sorted(wanted)}"
    return None


def faults(catalogue: Catalog) -> list[tuple[str, str]]:
    """Return each message that is not well translated, with the reason."""
    return [
        (ids_of(message)[0], reason)
        for message in catalogue
        if message.id and (reason := fault(message, catalogue.num_plurals))
    ]


def report() -> int:
    """Print how much of each catalogue is translated, and every message that is not.

    Returns 1 unless each language is complete: every word translated, none fuzzy, and each
    translation filled in with the same values as its original.
    """
    whole = True
    for locale in LOCALES:
        catalogue = read(locale)
        wrong = faults(catalogue)
        total = len(catalogue)
        share = 100 * (total - len(wrong)) / total if total else 0
        print(f"{locale:8} {share:5.1f} %  ({total - len(wrong)} of {total})")
        for words_of_it, reason in wrong:
            print(f"    {words_of_it!r}: {reason}")
        whole = whole and total > 0 and not wrong
    return 0 if whole else 1
