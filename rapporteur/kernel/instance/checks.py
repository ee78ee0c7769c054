"""Warn an operator whose own PostgreSQL would write what people typed into its log."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's word
from django.db import connections

# What a server may be set to, so that no value of a statement reaches its log.
QUIET = {
    "log_min_error_statement": {"panic"},
    "log_error_verbosity": {"terse"},
    "log_statement": {"none"},
    "log_min_duration_statement": {"-1"},
    "log_parameter_max_length": {"0"},
    "log_parameter_max_length_on_error": {"0"},
}


@register(Tags.database)
def server_keeps_quiet(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **options: Any
) -> list[CheckMessage]:
    """Return a warning for each setting of the server that could log a sealed word's surroundings."""
    warnings: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name",
                [list(QUIET)],
            )
            warnings.extend(
                Warning(
                    f"The database's own log may show what people wrote ({name} is {value}).",
                    hint=f"Set {name} = {min(QUIET[name])} in postgresql.conf and reload.",
                    id="instance.W001",
                )
                for name, value in cursor.fetchall()
                if value not in QUIET[name]
            )
    return warnings
