"""The command line: each command a small function that returns an exit code.

0 done, 1 refused or failed with a sentence, 2 wrong words, 130 stopped by Ctrl-C.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path

from rapporteur import __version__
from rapporteur.kernel.dumps import forbid_core_dumps
from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import facts_words, recommendations_words

FORMS = ("akn", "docx", "html", "pdf")  # as in documents.forms, which need not be loaded for it
Command = Callable[[argparse.Namespace], int]


def run(given: argparse.Namespace) -> int:
    from rapporteur.operations import launching  # each command loads only what it needs

    return launching.run()


def prepare(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    return preparing.prepare()


def roles(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.ensure_roles()
    print("The roles stand; their addresses are in secrets/databases.json.")
    return 0


def migrate(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    preparing.migrate()
    print("The tables and the rights of each role are up to date.")
    return 0


def load_reference(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import reference  # models exist only now

    return reference.command(only_check=given.check)


def helplines(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import helplines as of_operator  # models exist only now

    return of_operator.command(given.file, dry_run=given.dry_run)


def calendar(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import calendars  # models exist only now

    if given.what == "load":
        return calendars.load(given.name, dry_run=given.dry_run, as_json=given.json)
    if given.what == "use":
        return calendars.use(given.name, given.desk)
    return calendars.show(as_json=given.json)


def letters(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import registers  # models exist only now

    words = registers.Words(
        given.file or "", given.desk or "", given.dry_run, given.json, given.skip_refused
    )
    return registers.command(given.what, words)


def facts(given: argparse.Namespace) -> int:
    """Load what national law says, figures by which visits are chosen, or the register of visits."""
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import visit_registers  # models exist only now

    return visit_registers.facts(given)


def import_recommendations(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import committees, links  # models exist only now
    from rapporteur.operations import recommendations as room

    if given.what == "calendar":
        return committees.command(given)
    if given.what == "links":
        return links.command()
    return room.command(room.words_of(given))


def train_on_decisions(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import recommendations_decided as room  # models exist only now

    return room.train(Path(given.out) if given.out else None, given.cost)


def seed(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    os.nice(10)  # the doors come first
    preparing.set_up_django()
    from rapporteur.operations.seeds import running  # models exist only now

    gc.freeze()  # what was loaded stays: nobody need look through it again and again
    return running.command()


def status(given: argparse.Namespace) -> int:
    from rapporteur.operations import status as report

    return report.command(as_json=given.json)


def init(given: argparse.Namespace) -> int:
    from rapporteur.operations import founding

    return founding.command(
        founding.Answers(
            database_url=given.database_url,
            smtp_url=given.smtp_url,
            hosts=given.hosts,
            administrator=given.administrator,
            key_file=given.key_file,
        )
    )


def worker(given: argparse.Namespace) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.worker.settings"
    import django
    from django.core.management import call_command

    from rapporteur.doors import startup

    django.setup()
    startup.stand_ready("worker")
    call_command("procrastinate", "worker")
    return 0


def messages(given: argparse.Namespace) -> int:
    from rapporteur.operations import messages as catalogues

    return catalogues.command(given.what, check=given.check)


def states(given: argparse.Namespace) -> int:
    without_database()
    from rapporteur.operations import states as tables  # workflows import models

    return tables.command(check=given.check)


def journal(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import journals  # models exist only now

    return journals.command(as_json=given.json)


def vault(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import vaults  # models exist only now

    words = vaults.Words(given.key_file, given.recipient, given.member, given.why, given.yes)
    return vaults.command(given.what, words)


def golive(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations import golive as gate  # models exist only now

    return gate.command(given)


def drill(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("This is done at a terminal, with two officers there.")
    with_database()
    preparing.set_up_django()
    from rapporteur.operations import golive as gate  # models exist only now

    return gate.drill(given.recipient, given.place, getpass)


def backup(given: argparse.Namespace) -> int:
    from rapporteur.operations import preparing

    with_database()
    preparing.set_up_django()
    from rapporteur.operations.backups import making, officers  # models exist only now

    if given.what == "make":
        return making.command()
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("This is done at a terminal, with the three officers there.")
    officers.show_shares(input)
    print("Backups made from now on are sealed to these shares; older ones open with the older.")
    return 0


def restore(given: argparse.Namespace) -> int:
    os.environ["RAPPORTEUR_HOME"] = str(Path(given.home).absolute())
    from rapporteur.operations.backups import restoring

    return restoring.command(
        restoring.Words(
            file=Path(given.file).absolute(),
            home=Path(given.home).absolute(),
            shares=given.share or (),
            desk_shares=given.desk_share or (),
            database_url=given.database_url,
            although_ended=given.although_ended,
        )
    )


def documents(given: argparse.Namespace) -> int:
    without_database()
    from rapporteur.operations import documents as room  # readers and writers, each when needed

    words = room.Words(Path(given.file), given.to, Path(given.out), given.force, given.json)
    return room.convert(words)


def recommendations(given: argparse.Namespace) -> int:
    """Take recommendations in; or, without a database, learn and judge what is in scope."""
    if given.what in ("import", "calendar", "links"):
        return import_recommendations(given)
    if given.what == "train" and not given.file:
        return train_on_decisions(given)
    from rapporteur.operations import recommendations_scope as scope  # NumPy, only where asked

    if given.what == "train":
        return scope.train(Path(given.file), Path(given.out) if given.out else None, given.cost)
    model = Path(given.model) if given.model else None
    return scope.evaluate(Path(given.file), model, by=given.by, cost=given.cost, as_json=given.json)


def without_database() -> None:
    """Set Django up as the owner for a command that reads code and asks no database."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.operator.settings"
    os.environ["DATABASE_URL"] = "postgresql://nobody@/none?host=/nowhere"
    import django

    django.setup()


def with_database() -> None:
    """Make sure of settings, data folder and database before the command changes anything.

    Raises Misconfigured, CannotStart or NoCluster.
    """
    from rapporteur.kernel.environment import check_settings, home
    from rapporteur.operations import clusters
    from rapporteur.operations import roles as database_roles
    from rapporteur.operations.binaries import NoCluster
    from rapporteur.operations.homes import make_home

    check_settings()
    if database_roles.brought():
        make_home(home())
        return
    cluster = clusters.plan(home())
    if not clusters.is_running(cluster):
        raise NoCluster("The database is not running: start with `make run`.")


def parser() -> argparse.ArgumentParser:
    """Return all commands with their words."""
    top = argparse.ArgumentParser(prog="rapporteur", description="The working desk of a mandate.")
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, does: Command, words: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(does=does)
        return one

    add("run", run, "start database, doors and worker; Ctrl-C stops them")
    add("prepare", prepare, "make roles, tables, rights, reference data and static files ready")
    add("roles", roles, "make the database roles, or print the SQL for who may")
    add("migrate", migrate, "bring the tables and the rights of each role up to date")
    load = add("load-reference", load_reference, "load the reference data of every room")
    load.add_argument("--check", action="store_true", help="say what would change, change nothing")
    add_files(add)
    add_register(add)
    facts_words.add_to(add, facts)
    add("seed", seed, "give the desk of an exercise its made-up cases, once")
    report = add("status", status, "say what runs and what is stored")
    report.add_argument("--json", action="store_true", help="for programs; shows a password")
    found = add("init", init, "set up a real installation")
    found.add_argument("--database-url", help="the owner's address of your own PostgreSQL")
    found.add_argument("--smtp-url", help="smtp://user:password@host:587 or smtps://…:465")
    found.add_argument("--hosts", help="host names of the doors, with commas between")
    found.add_argument("--administrator", help="e-mail address of the first administrator")
    found.add_argument("--key-file", help="where to write the instance key, off this machine")
    add("worker", worker, "run the worker; `run` does so itself")
    tables = add("states", states, "draw the tables of states into docs/states/")
    tables.add_argument("--check", action="store_true", help="only say what is stale")
    acts = add("journal", journal, "the journal of all acts")
    acts.add_argument("what", choices=["verify"])
    acts.add_argument("--json", action="store_true", help="for programs")
    add_vault(add)
    add_gate(add)
    add_backups(add)
    add_documents(add)
    add_recommendations(add)
    words = add("messages", messages, "the catalogues of translations")
    words.add_argument("what", choices=["extract", "compile", "check"])
    words.add_argument("--check", action="store_true", help="with extract: only say what is stale")
    return top


def add_files(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the commands that take in what an operator brings: lines that help, days of work."""
    lines = add("helplines", helplines, "load your own file of helplines and reporting rules")
    lines.add_argument("file", help="a CSV file of the shape in intake/helplines/data/SOURCES.md")
    lines.add_argument(
        "--dry-run", action="store_true", help="say what would change, change nothing"
    )
    days = add("calendar", calendar, "on which days the office of a desk works")
    days.add_argument("what", choices=["load", "use", "show"])
    days.add_argument(
        "name", nargs="?", default="", help="load: a CSV file; use: the code of a place, or none"
    )
    days.add_argument("--desk", help="use: the mandate of the desk, where there are several")
    days.add_argument(
        "--dry-run", action="store_true", help="load: say what would change, change nothing"
    )
    days.add_argument("--json", action="store_true", help="load, show: for programs")


def add_vault(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the command of the keys of the installation."""
    keys = add("vault", vault, "whose public keys are trusted, and signing those that wait")
    keys.add_argument("what", choices=["recipients", "sign", "revoke", "shares", "recover"])
    keys.add_argument("--key-file", help="the instance key, on its medium")
    keys.add_argument("--yes", action="store_true", help="the fingerprints were compared")
    keys.add_argument("--recipient", help="which one: the id that `vault recipients` shows")
    keys.add_argument("--member", help="e-mail address of who opens the group, or gets its key")
    keys.add_argument("--why", help="the reason, for the journal")


def add_register(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the command for letters from before this software."""
    lines = add("letters", letters, "a register of earlier letters, from CSV or XLSX and as CSV")
    lines.add_argument("what", choices=["import", "export"])
    lines.add_argument("file", nargs="?", help="export without one writes to the terminal")
    lines.add_argument("--desk", help="which desk: the code of its mandate")
    lines.add_argument(
        "--dry-run", action="store_true", help="say what would change, change nothing"
    )
    lines.add_argument("--skip-refused", action="store_true", help="load the lines that are good")
    lines.add_argument("--json", action="store_true", help="for programs")


def add_gate(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the commands that a real installation goes live by."""
    gate = add("golive", golive, "what is asked before the intake door opens in real work")
    words = ["list", "attest", "withdraw", "open", "shut"]
    gate.add_argument("what", nargs="?", choices=words, default="list")
    gate.add_argument("item", nargs="?", help="which item, for attest and withdraw")
    gate.add_argument("--by", help="the name of who says so")
    gate.add_argument("--evidence", help="what shows it, in words")
    tried = add("drill", drill, "two officers prove that their shares open the desk")
    tried.add_argument("--recipient", help="which desk: the id that `vault recipients` shows")
    tried.add_argument("--place", help="where you are, in words")


def add_backups(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the commands that keep an installation and bring it back."""
    back = add("backup", backup, "everything into one sealed file that two officers open")
    back.add_argument("what", nargs="?", choices=["make", "shares"], default="make")
    again = add("restore", restore, "bring a backup back where nothing stands, and prove it")
    again.add_argument("file", help="a file that `backup` wrote")
    again.add_argument("--home", required=True, help="the new data folder: nothing may stand there")
    again.add_argument("--share", action="append", help="file of an officer's share; twice")
    again.add_argument(
        "--desk-share", action="append", help="file of a share of a desk, for the proof; twice"
    )
    again.add_argument("--database-url", help="the owner's address of an empty PostgreSQL of yours")
    again.add_argument(
        "--although-ended", action="store_true", help="restore one that should be destroyed"
    )


def add_documents(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the command that turns a document of one form into one of another."""
    one = add("documents", documents, "turn a report from one form into another; no database")
    one.add_argument("what", choices=["convert"])
    one.add_argument("file", help="the document: Word (DOCX), Akoma Ntoso, or plain text")
    one.add_argument("--to", required=True, choices=FORMS, help="the form to write")
    one.add_argument("--out", required=True, help="the file to write")
    one.add_argument("--force", action="store_true", help="write over a file that is there")
    one.add_argument("--json", action="store_true", help="say what was read, for programs")


def add_recommendations(add: Callable[[str, Command, str], argparse.ArgumentParser]) -> None:
    """Add the commands about recommendations to States, each with words of its own."""
    top = add("recommendations", recommendations, "recommendations to States")
    parts = top.add_subparsers(dest="what", required=True, metavar="WHAT")
    recommendations_words.add_to(parts)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong in a foreseen way is one sentence, not a trace."""
    given = parser().parse_args(words)
    forbid_core_dumps()  # shares and passphrases are typed here
    try:
        return int(given.does(given))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Misconfigured, Refused) as reason:
        print(reason, file=sys.stderr)
    except Exception as error:
        if (sentence := foreseen(error)) is None:
            raise
        print(sentence, file=sys.stderr)
    return 1


def foreseen(error: Exception) -> str | None:
    """Return the sentence for a failure of the surroundings, or None for a fault of ours."""
    import psycopg

    from rapporteur.kernel.environment import home
    from rapporteur.operations import binaries, homes
    from rapporteur.operations import roles as database_roles

    if isinstance(error, database_roles.NotAllowed):
        return f"{error}\n\n{error.statements}"
    if isinstance(error, binaries.NoCluster | homes.CannotStart):
        return str(error)
    if isinstance(error, psycopg.OperationalError):
        return f"The database does not answer: {str(error).splitlines()[0]}"
    if isinstance(error, OSError) and error.filename:
        path = Path(os.fsdecode(error.filename))
        if path.is_relative_to(home()):
            return f"{path} cannot be used: {error.strerror}."
    return None
