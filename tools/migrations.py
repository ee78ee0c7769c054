"""Fail where a model has no migration for its change, or a migration has no name of its own."""

import os
import re
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUTOMATIC = re.compile(r"_auto_\d{8}|^\d{4}_(alter|remove|rename)_\w+_and_more$")


def nameless() -> list[str]:
    files = (ROOT / "rapporteur").rglob("migrations/[0-9]*.py")
    return sorted(str(p.relative_to(ROOT)) for p in files if AUTOMATIC.search(p.stem))


def main() -> int:
    if found := nameless():
        print("Name these migrations for what they change:", *found, sep="\n  ")
        return 1
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.operator.settings"
    # The check compares models with files; no database is asked.
    os.environ["DATABASE_URL"] = "postgresql://nobody@/none?host=/nowhere"
    import django
    from django.core.management import call_command

    warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
    django.setup()
    call_command("makemigrations", check=True, dry_run=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
