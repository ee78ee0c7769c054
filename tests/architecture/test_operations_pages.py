"""Each command and each setting of the operator stands in the pages for operators."""

import argparse
import re
from pathlib import Path

import pytest

from rapporteur.operations.commands import parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = "\n".join(path.read_text() for path in sorted((ROOT / "docs" / "operations").rglob("*.md")))
SETTING = re.compile(r"\b(RAPPORTEUR_[A-Z_]*[A-Z]|DATABASE_URL)\b")
NOT_GIVEN_BY_HAND = {"RAPPORTEUR_TEST_FULL", "RAPPORTEUR_PROCESS", "RAPPORTEUR_SUPERVISED_FROM"}


def settings():
    return {
        name
        for path in (ROOT / "rapporteur").rglob("*.py")
        for name in SETTING.findall(path.read_text())
    } - NOT_GIVEN_BY_HAND


def commands():
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return sorted(action.choices)
    raise AssertionError


@pytest.mark.parametrize("name", commands())
def test_each_command_has_its_line(name):
    assert f"| `{name}`" in PAGES


@pytest.mark.parametrize("name", sorted(settings()))
def test_each_setting_has_its_line(name):
    assert f"`{name}" in PAGES
