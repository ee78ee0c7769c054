"""A door looks at what it is given before it opens, and stays shut with a sentence if it is wrong.

WrongRight    the door would run with more rights than a door may have
"""

import os
from typing import TYPE_CHECKING

from rapporteur.kernel.dumps import forbid_core_dumps
from rapporteur.kernel.refusals import Refused

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler
    from django.db.backends.base.base import BaseDatabaseWrapper

POWERS = """
    SELECT role.rolsuper, role.rolcreaterole, role.rolcreatedb, role.rolbypassrls,
           database.datdba = role.oid OR pg_has_role(role.oid, database.datdba, 'MEMBER'),
           EXISTS (SELECT 1 FROM pg_class WHERE relowner = role.oid
                   AND relnamespace = 'public'::regnamespace)
    FROM pg_roles AS role, pg_database AS database
    WHERE role.rolname = current_user AND database.datname = current_database()
"""
WORDS = (
    "is a superuser",
    "may make roles",
    "may make databases",
    "passes by row policies",
    "owns the database",
    "owns tables",
)

SEALING = ("intake", "missions", "desk", "partners")  # the doors that seal to recipients


class WrongRight(Exception):  # noqa: N818
    """The role of this door may do what no door may; the text says what."""


def open_door(door: str) -> "WSGIHandler":
    """Return the door as a WSGI application, once its rights and this installation allow it.

    Ends the process with a sentence where they do not.
    """
    forbid_core_dumps()
    os.environ["DJANGO_SETTINGS_MODULE"] = f"rapporteur.doors.{door}.settings"
    from django.core.wsgi import get_wsgi_application  # reads the settings named above

    application = get_wsgi_application()
    stand_ready(door)
    return application


def stand_ready(name: str) -> None:
    """Check a process before it works: rights, then mode. Ends it with a sentence if wrong."""
    from django.db import OperationalError, connection  # the settings are known only now

    try:
        refuse_too_many_rights(connection)
        refuse_wrong_surroundings()
        if name in SEALING:
            refuse_unpinned_recipients()
    except (WrongRight, Refused) as reason:
        raise SystemExit(f"{name} does not start: {reason}") from reason
    except OperationalError as reason:
        raise SystemExit(f"{name} does not start: its database does not answer.") from reason
    finally:
        connection.close()


def refuse_too_many_rights(connection: "BaseDatabaseWrapper") -> None:
    """Raise WrongRight where the connection's role is owner, superuser or the like."""
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        powers = cursor.fetchone()
    held = [word for word, has in zip(WORDS, powers, strict=True) if has]
    if held:
        raise WrongRight(
            f"its database role {', '.join(held)}. Give it its own role: run `rapporteur roles`."
        )


def refuse_wrong_surroundings(mode: str = "") -> None:
    """Raise Refused where the settings do not fit an exercise, or a real installation.

    Without `mode`, that of the database counts.
    """
    from django.conf import settings

    from rapporteur.kernel import environment
    from rapporteur.kernel.instance import queries, rules

    surroundings = rules.Surroundings(
        address=environment.bind_address(),
        hosts=tuple(settings.ALLOWED_HOSTS),
        sends_mail=settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        behind_tls=environment.behind_tls(),
    )
    if reason := rules.refusal(mode or queries.mode(), surroundings):
        raise Refused(reason)


def refuse_unpinned_recipients() -> None:
    """Raise Refused where a real door would not know which offline key to trust: ADR 0033."""
    from rapporteur.kernel.environment import setting
    from rapporteur.kernel.instance.queries import is_exercise

    if not is_exercise() and not setting("RAPPORTEUR_INSTANCE_KEY_FINGERPRINT"):
        raise Refused("set RAPPORTEUR_INSTANCE_KEY_FINGERPRINT to what `rapporteur init` printed.")
