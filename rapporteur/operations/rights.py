"""Put the table of grants into force: what stands in `doors.grants` and nothing else."""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from rapporteur.doors.grants import FUNCTIONS, GRANTS
from rapporteur.doors.policies import POLICIES
from rapporteur.kernel.environment import ROLES, role_name

SERIALS = """
    SELECT tables.relname, sequences.relname
    FROM pg_depend AS link
    JOIN pg_class AS sequences ON sequences.oid = link.objid AND sequences.relkind = 'S'
    JOIN pg_class AS tables ON tables.oid = link.refobjid
    JOIN pg_namespace AS schema ON schema.oid = tables.relnamespace AND schema.nspname = 'public'
    WHERE link.deptype = 'a'
"""
FUNCTIONS_OF_OURS = """
    SELECT proname, oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
"""
CURRENT_POLICIES = "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"
SECURED = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
"""


def apply(connection: BaseDatabaseWrapper) -> None:
    """Give each role exactly what the table of grants says, in one transaction, any number of times.

    Run as the owner, after every migration. The roles must exist (`roles.ensure`).
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
        )
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute(SERIALS)
        serials: dict[str, list[str]] = {}
        for table, sequence in cursor.fetchall():
            serials.setdefault(table, []).append(sequence)
        cursor.execute(FUNCTIONS_OF_OURS)
        functions = cursor.fetchall()
        statements = [
            *nothing(connection.settings_dict["NAME"]),
            *on_tables(tables, serials),
            *on_functions(functions),
        ]
        cursor.execute(";\n".join(statements))
        cursor.execute(CURRENT_POLICIES)
        standing = cursor.fetchall()
        cursor.execute(SECURED)
        secured = {name for (name,) in cursor.fetchall()}
        if rows := list(on_rows(tables, standing, secured)):
            cursor.execute(";\n".join(rows))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def everyone() -> str:
    return ", ".join(quoted(role_name(role)) for role in ROLES)


def nothing(database: str) -> list[str]:
    """Take every right back, and let the roles come in and look at no more than the schema."""
    return [
        f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {everyone()}",
        f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {everyone()}",
        f"GRANT USAGE ON SCHEMA public TO {everyone()}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everyone()}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {everyone()}",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    ]


def on_tables(tables: set[str], serials: dict[str, list[str]]) -> Iterable[str]:
    """Return the grants of tables that stand; the backup reads all of them, sealed as they lie."""
    for table, line in GRANTS.items():
        if table not in tables:
            continue  # a room that this migration has not reached yet
        for role, rights in line.items():
            who = quoted(role_name(role))
            yield f"GRANT {rights} ON {quoted(table)} TO {who}"
            if "INSERT" in rights:
                for sequence in serials.get(table, ()):
                    yield f"GRANT USAGE ON SEQUENCE {quoted(sequence)} TO {who}"
    backup = quoted(role_name("backup"))
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {backup}"
    yield f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {backup}"


def on_functions(functions: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Return the grants of functions, whose names may be given by their first letters and `*`."""
    for name, signature in functions:
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC, {everyone()}"
        for wanted, roles in FUNCTIONS.items():
            if name == wanted or (wanted.endswith("*") and name.startswith(wanted[:-1])):
                names = ", ".join(quoted(role_name(role)) for role in roles)
                yield f"GRANT EXECUTE ON FUNCTION {signature} TO {names}"


def on_rows(
    tables: set[str], standing: Iterable[tuple[str, str]], secured: set[str]
) -> Iterable[str]:
    """Return the row policies: on such a table a role without a condition sees no row."""
    for table, policy in standing:
        yield f"DROP POLICY {quoted(policy)} ON {quoted(table)}"
    for table in sorted(secured - set(POLICIES)):
        yield f"ALTER TABLE {quoted(table)} DISABLE ROW LEVEL SECURITY"
    for table, conditions in POLICIES.items():
        if table not in tables:
            continue
        yield f"ALTER TABLE {quoted(table)} ENABLE ROW LEVEL SECURITY"
        for role, condition in {**conditions, "backup": "true"}.items():
            seen, written = condition if isinstance(condition, tuple) else (condition, condition)
            yield (
                f"CREATE POLICY {quoted(f'rows_of_{role}')} ON {quoted(table)}"
                f" TO {quoted(role_name(role))} USING ({seen}) WITH CHECK ({written})"
            )
