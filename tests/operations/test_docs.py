"""Every command and every setting is in the operator's pages."""

import re

from rapporteur.kernel.environment import ROOT
from rapporteur.operations import commands

PAGES = ROOT / "docs" / "operations"


def names():
    """Return the names of all commands, as the command line knows them."""
    (choices,) = (
        action.choices for action in commands.parser()._actions if isinstance(action.choices, dict)
    )
    return choices


def test_every_command_is_told():
    page = (PAGES / "commands.md").read_text()
    assert [name for name in names() if f"| `{name}` |" not in page] == []


def test_every_flag_is_told():
    page = (PAGES / "commands.md").read_text()
    flags = {
        option
        for one in names().values()
        for action in one._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
    assert sorted(flag for flag in flags if f"`{flag}`" not in page) == []


def test_every_setting_is_told():
    page = (PAGES / "settings.md").read_text()
    sources = [*(ROOT / "rapporteur").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
    found = {
        name
        for path in sources
        for name in re.findall(r"\bRAPPORTEUR_[A-Z_]+[A-Z]\b", path.read_text())
    }
    assert sorted(name for name in found if name not in page) == []
