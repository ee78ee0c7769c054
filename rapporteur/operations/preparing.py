"""Make the database ready for the doors: roles, migrations, rights, mode, reference data, files.

Every step can run any number of times. What has not changed since the last time is passed over;
the mark of what was loaded lies in the database itself, so a restored backup is never taken for
a newer one.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import psycopg

from rapporteur.kernel.environment import (
    DOORS,
    ROOT,
    Misconfigured,
    ensure_secret,
    home,
    secret,
    setting,
)
from rapporteur.operations import clusters, roles

DATABASE = "rapporteur"
SECRETS = tuple(f"django-{door}" for door in (*DOORS, "worker"))  # made anew where they are lost


def say(text: str) -> None:
    print(text, flush=True)


def ensure_roles() -> None:
    """Make the roles, and in our own cluster the database too. Raises roles.NotAllowed."""
    if base := roles.brought():
        with psycopg.connect(base) as connection:
            roles.ensure(connection, base)
        return
    cluster = clusters.plan(home())
    base = cluster.url("postgres", cluster.superuser_password, DATABASE)
    admin = cluster.url("postgres", cluster.superuser_password, "postgres")
    with psycopg.connect(admin, autocommit=True) as connection:
        roles.ensure(connection, base, owner=True)
        roles.ensure_database(connection, DATABASE)


def set_up_django() -> None:
    """Load Django with the owner's settings; the addresses must be written before."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.operator.settings"
    import django  # only now are the settings right

    django.setup()


def prepare(mode: str | None = None, *, key_fingerprint: str = "") -> int:
    """Make everything ready; a database without a mark becomes an exercise, or `mode`.

    Returns the command's exit code. Raises Refused where the mark stands against it.
    """
    for name in SECRETS:
        ensure_secret(name)
    ensure_roles()
    set_up_django()
    migrate()
    found = establish(mode, key_fingerprint)
    ensure_lasting_secrets()
    if found == "exercise":
        ensure_secret("instance-key")  # in real work it is offline
    if not load_reference_if_changed():
        return 1
    collect_static_if_changed()
    seed_exercise(found)
    warn_of_a_talkative_server()
    path = home() / "run" / "prepared.json"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(json.dumps({"mode": found, "seed": seed_is_due(found)}) + "\n")
    return 0


def ensure_lasting_secrets() -> None:
    """Make the secrets that rows depend on, but never anew once there are such rows.

    Raises Misconfigured: a new pepper would shut out every source, a new key every second factor.
    """
    from allauth.mfa.models import Authenticator  # models exist only now

    from rapporteur.intake import receipts
    from rapporteur.intake.models import Thread

    versions = Thread.objects.order_by().values_list("pepper_version", flat=True).distinct()
    for version in {receipts.PEPPER_VERSION, *versions}:
        used = Thread.objects.filter(pepper_version=version)
        ensure_unless_used(receipts.pepper_name(version), used.exists(), "codes of sources open")
    for door in ("desk", "missions", "partners"):
        used = Authenticator.objects.filter(user__door=door)
        ensure_unless_used(f"second-factor-{door}", used.exists(), "second factors are checked")


def ensure_unless_used(name: str, used: bool, what: str) -> None:
    """Return with the secret in place. Raises Misconfigured where it was lost and is in use."""
    if not used:
        ensure_secret(name)
        return
    try:
        secret(name)
    except Misconfigured:
        raise Misconfigured(
            f"The secret “{name}” is missing, and only with it {what}. A new one would shut"
            f" them out for good: restore {home() / 'secrets' / name} from the backup."
        ) from None


def migrate() -> None:
    """Bring the tables up to date as the owner, then put the table of grants into force."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from rapporteur.operations import migrating, rights

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the tables up to date.")
        migrating.migrate()
    rights.apply(connection)


def establish(mode: str | None, key_fingerprint: str) -> str:
    """Mark the database if it is unmarked, and check that this may run here. Raises Refused."""
    from rapporteur.doors import startup
    from rapporteur.kernel.instance import actions
    from rapporteur.kernel.instance.models import Instance

    standing = Instance.objects.values_list("mode", flat=True).first()
    wanted = mode or standing or Instance.Mode.EXERCISE
    if standing is None:
        startup.refuse_wrong_surroundings(wanted)
    actions.establish(wanted, key_fingerprint=key_fingerprint)
    startup.refuse_wrong_surroundings()
    return str(wanted)


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one hash of the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def reference_fingerprint() -> str:
    """Return the hash of all reference files, of the code that reads them, and of translations.

    The search finds pages by their translated words, so those count too.
    """
    code = ROOT / "rapporteur"
    files = [*code.rglob("data/**/*.csv"), *code.rglob("*.py"), *code.rglob("locale/**/*.po")]
    return fingerprint(files)


def load_reference_if_changed() -> bool:
    """Load every room's files unless this database holds exactly them; say whether all is well."""
    from django.db import connection

    from rapporteur.operations import reference

    mark = f"reference data {reference_fingerprint()}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        if cursor.fetchone()[0] == mark:
            return True
    say("Loading reference data.")
    code = reference.command(quietly=True)
    if code == 0:
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"COMMENT ON DATABASE {name} IS '{mark}'")
    return code == 0


def static_fingerprint() -> str:
    lock = ROOT / "requirements.lock"
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    return fingerprint([*files, *([lock] if lock.exists() else [])])


def collect_static_if_changed() -> None:
    """Put the static files where the doors serve them, under names that carry their hash."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    mark = static_fingerprint()
    if stamp.is_file() and stamp.read_text() == mark:
        return
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(mark)


def seed_exercise(mode: str) -> None:
    """Give an exercise its accounts, for every role, once."""
    from rapporteur.operations import exercise

    if mode == "exercise":
        exercise.write_accounts()


def seed_is_due(mode: str) -> bool:
    """Say whether the desk of an exercise waits for its cases; the launcher has them made."""
    from rapporteur.operations.seeds import running

    wanted = setting("RAPPORTEUR_SEED", "yes") != "no"
    return wanted and mode == "exercise" and running.is_due()


def warn_of_a_talkative_server() -> None:
    """Print the warnings about a database that is not ours; ours is set to keep quiet."""
    from rapporteur.kernel.instance.checks import server_keeps_quiet

    if not roles.brought():
        return
    for warning in server_keeps_quiet(None, ["default"]):
        print(f"Warning: {warning.msg} {warning.hint}", file=sys.stderr)
