import gettext
import subprocess

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from rapporteur.operations import messages
from tests.operations.surroundings import clean, command


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A small tree of sources with words in Python and in a template."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "FOLDER", tmp_path / "rapporteur" / "locale")
    pages = tmp_path / "templates"
    pages.mkdir()
    (tmp_path / "rapporteur").mkdir()
    (tmp_path / "rapporteur" / "views.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy\n"
        '_("Closed")\nngettext("one State", "%(n)s States", 2)\npgettext_lazy("door", "Desk")\n'
    )
    (pages / "page.html").write_text(
        '<p class="it\'s">\n    {% load i18n %}\n  {% translate "Welcome" %}\n'
        "      {% blocktranslate count n=n %}{{ n }} page{% plural %}{{ n }} pages"
        "{% endblocktranslate %}\n</p>\n"
    )
    return tmp_path


def catalogue(locale="fr"):
    with messages.catalogue_path(locale).open("rb") as file:
        return read_po(file, locale=locale)


def translate(locale, word, translation):
    path = messages.catalogue_path(locale)
    before = f'msgid "{word}"\nmsgstr ""'
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, f'msgid "{word}"\nmsgstr "{translation}"'))


def test_words_of_code_and_pages_are_gathered_for_five_languages(tree):
    assert messages.command("extract") == 0
    for locale in messages.LOCALES:
        found = {m.id for m in catalogue(locale) if m.id}
        assert found == {
            "Closed", ("one State", "%(n)s States"), "Desk", "Welcome",
            ("%(n)s page", "%(n)s pages"),
        }  # fmt: skip


def test_a_translation_that_stands_is_kept(tree):
    messages.command("extract")
    translate("fr", "Welcome", "Bienvenue")
    (tree / "rapporteur" / "views.py").write_text('_("Open")\n')
    messages.command("extract")
    assert catalogue()["Welcome"].string == "Bienvenue"
    assert catalogue()["Open"].string == ""
    assert "Closed" in {
        key[0] if isinstance(key, tuple) else key for key in catalogue().obsolete
    } or ("Closed" not in catalogue())


def test_a_second_extraction_changes_no_byte(tree):
    messages.command("extract")
    before = messages.catalogue_path("ar").read_bytes()
    messages.command("extract")
    assert messages.catalogue_path("ar").read_bytes() == before
    assert b"views.py:" not in before


def test_a_stale_catalogue_is_told(tree, capsys):
    messages.command("extract")
    assert messages.command("extract", check=True) == 0
    (tree / "rapporteur" / "views.py").write_text('_("New")\n')
    assert messages.command("extract", check=True) == 1
    assert "Stale catalogues: fr, es, ar, zh_Hans, ru" in capsys.readouterr().err


def test_compiled_words_are_what_the_doors_read(tree):
    messages.command("extract")
    translate("ru", "Closed", "Закрыто")
    assert messages.command("compile") == 0
    folder = str(messages.FOLDER)
    assert gettext.translation("django", folder, ["ru"]).gettext("Closed") == "Закрыто"
    before = messages.catalogue_path("ru").with_suffix(".mo").stat().st_mtime_ns
    messages.command("compile")
    assert messages.catalogue_path("ru").with_suffix(".mo").stat().st_mtime_ns == before


def test_compiling_nothing_is_no_fault(tree):
    assert messages.command("compile") == 0


def test_what_is_missing_is_counted_and_listed(tree, capsys):
    messages.command("extract")
    translate("es", "Closed", "Cerrado")
    capsys.readouterr()
    assert messages.command("check") == 1
    told = capsys.readouterr().out
    assert "es        20.0 %  (1 of 5)" in told
    assert "'Welcome': not translated" in told


def test_a_language_without_a_catalogue_is_told_as_nought(tree, capsys):
    assert messages.command("check") == 1
    assert "fr         0.0 %  (0 of 0)" in capsys.readouterr().out


def complete(locale):
    """Translate every message of a catalogue by itself, in as many forms as the language has."""
    found = catalogue(locale)
    for message in found:
        if message.id and message.pluralizable:
            message.string = (message.id[1],) * found.num_plurals
        elif message.id:
            message.string = message.id
    messages.catalogue_path(locale).write_bytes(messages.as_bytes(found))
    return found


@pytest.mark.requirement("M6")
def test_complete_catalogues_pass(tree, capsys):
    messages.command("extract")
    for locale in messages.LOCALES:
        complete(locale)
    capsys.readouterr()
    assert messages.command("check") == 0
    assert capsys.readouterr().out.count("100.0 %  (5 of 5)") == len(messages.LOCALES)


@pytest.mark.requirement("M6")
def test_one_fuzzy_word_in_one_language_fails(tree, capsys):
    messages.command("extract")
    for locale in messages.LOCALES:
        found = complete(locale)
    found["Closed"].flags.add("fuzzy")
    messages.catalogue_path(locale).write_bytes(messages.as_bytes(found))
    assert messages.command("check") == 1
    assert "'Closed': waits for a look (fuzzy)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("original", "translation", "reason"),
    [
        ("Port %(port)s", "Port %(port)s", None),
        ("100 %% of %(name)s", "%(name)s : 100 %%", None),
        ("Port %(port)s", "Port", "fills in [], not ['%(port)s']"),
        ("Port %(port)s", "Port %(porte)s", "fills in ['%(porte)s'], not ['%(port)s']"),
        ("Welcome", "Bienvenue %s", "fills in ['%s'], not []"),
        ("{door} door", "porte {door}", None),
        ("{door} door", "porte", "fills in [], not ['{door}']"),
        ("Welcome", "", "not translated"),
        (("one State", "%(n)s States"), ("un État", "%(n)s États"), None),
        (("one State", "%(n)s States"), ("un État", "États"), "fills in [], not ['%(n)s']"),
        (("one State", "%(n)s States"), ("un État",), "not translated"),
        (("one State", "%(n)s States"), ("%(m)s État", "%(n)s États"), "fills in"),
    ],
)
def test_a_translation_fills_in_the_same_values(original, translation, reason):
    found = messages.fault(Message(original, translation), 2)
    assert found is None if reason is None else found.startswith(reason)


def test_outside_django_the_reader_of_templates_gets_its_settings():
    done = subprocess.run(
        command("messages", "extract", "--check"), env=clean(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr


def test_state_never_stands_for_two_things():
    """In French or Spanish a country and the state of a matter are two words."""
    found = {(str(message), context) for _place, message, _comments, context in messages.words()}

    assert ("State", "country") in found
    assert ("State", None) not in found
