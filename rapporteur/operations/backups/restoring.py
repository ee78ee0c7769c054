"""`rapporteur restore FILE --home NEW`: bring an installation back on a machine that has none.

1. Nothing may stand at NEW. The head is read, two shares are asked for.
2. The whole file is read and checked, before anything is written.
3. It is read again: files into NEW, the dump into an empty database, in one transaction.
4. It proves itself (`proofs`), and each proof is printed.

A mark in NEW says that a restore is under way. Whatever fails takes away all that was written;
after a kill the mark stands, nothing starts there, and the next restore begins anew.
"""

import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import IO, BinaryIO, cast

import psycopg

from rapporteur.kernel import backups as files
from rapporteur.kernel.clock import today
from rapporteur.kernel.environment import kept_in
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.faults import VaultFault
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.shares import Share
from rapporteur.kernel.vault.streams import CHUNK, Opening
from rapporteur.operations import clusters, homes, preparing, roles, shares
from rapporteur.operations.backups import officers, programs, proofs

ADDRESSES = "DATABASE_URL"  # and those of each role: they would lead to the lost database


@dataclass(frozen=True)
class Words:
    """What was said on the command line; None or nothing means not said."""

    file: Path
    home: Path
    shares: Sequence[str] = ()
    desk_shares: Sequence[str] = ()
    database_url: str | None = None
    although_ended: bool = False


def command(given: Words, ask_hidden: shares.Ask = getpass) -> int:
    """Restore and prove. Returns 1 where a proof failed; what was restored then stays. Raises Refused."""
    head = files.read_head(given.file)
    refuse_what_ended(head, given)
    refuse_what_stands(given.home)
    print(f"Made on {head.made}, ends on {head.ends}, {head.mode}, by version {head.version}.")
    one, two = two_shares(given.shares, ask_hidden)
    private = officers.rebuilt(one, two, head.key)
    check(given.file, private)
    desk = two_shares(given.desk_shares, ask_hidden) if given.desk_shares else None
    with under_way(given) as url:
        counted = bring_back(given, private, url)
        found = proofs.all_of(counted, url, desk)
    for proof in found:
        print(proof.sentence)
    if not all(proof.holds for proof in found):
        return 1
    print(f"Restored. Start it with RAPPORTEUR_HOME={given.home}")
    return 0


def refuse_what_ended(head: files.Head, given: Words) -> None:
    if head.last_day <= today() and not given.although_ended:
        raise Refused(
            f"This backup ended on {head.ends} and should have been destroyed: it may hold what was"
            " erased since, and a certificate says that it does not exist any more. If nothing"
            " newer is left, say --although-ended, and erase again what was erased."
        )


def mark_of(home: Path) -> Path:
    return home / "run" / homes.HALF_RESTORED


def refuse_what_stands(home: Path) -> None:
    """Raise Refused where anything stands at `home` but what a killed restore left."""
    if mark_of(home).exists():
        return
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refused(f"{home} holds something. A backup is restored where nothing stands yet.")
    if clusters.plan(home).made.exists():
        raise Refused(f"A database stands for {home} already. Choose another folder.")


def two_shares(paths: Sequence[str], ask_hidden: shares.Ask) -> tuple[Share, Share]:
    """Return two shares, from files or as they are typed. Raises Refused."""
    if paths and len(paths) != 2:
        raise Refused("Two shares are needed, no more and no fewer.")
    if paths:
        return officers.share_in(Path(paths[0])), officers.share_in(Path(paths[1]))
    return shares.read("First", ask_hidden), shares.read("Second", ask_hidden)


def check(path: Path, private: PrivateHalf) -> None:
    """Read the whole file and keep nothing. Raises Refused where any of it was changed or cut."""
    try:
        with path.open("rb") as file:
            for _chunk in Opening(file, private).chunks():
                pass
    except VaultFault as fault:
        raise Refused(f"{fault} Nothing was restored.") from None


@contextmanager
def under_way(given: Words) -> Iterator[str]:
    """Hold NEW while it is filled, with a database that runs; yield the owner's address.

    Whatever goes wrong inside takes away all that was written.
    """
    home = given.home
    for name in [name for name in os.environ if name.startswith(ADDRESSES)]:
        del os.environ[name]
    os.environ["RAPPORTEUR_HOME"] = str(home)
    if given.database_url:
        os.environ[ADDRESSES] = given.database_url
        refuse_full_database(given.database_url)
    if mark_of(home).exists():
        take_away(home)
    homes.make_folders(home)
    with homes.held(home):
        mark_of(home).touch()
        try:
            yield database_for(given)
        except BaseException:
            take_away(home, given.database_url)
            raise
        if not given.database_url:
            clusters.stop(clusters.plan(home))
        mark_of(home).unlink()


def refuse_full_database(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
    if row and row[0]:
        raise Refused("This database holds tables already. Give an empty one.")


def database_for(given: Words) -> str:
    """Make and start our own cluster, or take the one that was given; return the owner's address."""
    if given.database_url:
        return given.database_url
    cluster = clusters.plan(given.home)
    clusters.ensure(cluster)
    clusters.start(cluster)
    return ""


def take_away(home: Path, database_url: str | None = None) -> None:
    """Remove whatever a restore wrote: first the database, the mark last."""
    if database_url:  # it was empty, so all that it holds came from here
        with suppress(psycopg.Error), psycopg.connect(database_url) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    else:
        clusters.remove(clusters.plan(home))
    for path in home.iterdir():
        if path.name != "run":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(home)


def bring_back(given: Words, private: PrivateHalf, url: str) -> proofs.Manifest:
    """Fill folder and database from the file; return what its manifest says. Raises Refused."""
    with given.file.open("rb") as file:
        opening = Opening(file, private)
        with tarfile.open(mode="r|", fileobj=cast("BinaryIO", opening), bufsize=CHUNK) as tar:
            manifest, first = proofs.Manifest(), None
            for member in tar:
                body = cast("IO[bytes]", tar.extractfile(member))
                if member.name.startswith("database/"):
                    first = body.read()
                    break
                take_in(given.home, member.name, body.read(), manifest)
            forget_old_database(given)
            pour(first or b"", tar, url)
    return manifest


def take_in(home: Path, name: str, body: bytes, manifest: proofs.Manifest) -> None:
    """Write one file where it belongs: a plain name in a folder that we know, and nothing else."""
    if name == "manifest.json":
        manifest.fill(body)
        return
    parts = Path(name).parts
    known = parts[:1] == ("files",) and ".." not in parts and len(parts) in {2, 3}
    if not known or parts[1] not in {"secrets", "journal", "exercise.json"}:
        raise Refused(f"This backup holds a file that does not belong there: {name}.")
    target = home.joinpath(*parts[1:])
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(body)


def forget_old_database(given: Words) -> None:
    """See to it that nothing restored leads to the database that was lost, or still runs."""
    settings = given.home / "secrets" / "settings.json"
    if settings.is_file():
        kept = {**kept_in(settings), ADDRESSES: given.database_url or ""}
        officers.write_new(settings, json.dumps(kept, indent=2) + "\n")


def pour(first: bytes, tar: tarfile.TarFile, url: str) -> None:
    """Restore the dump from the rest of the tar, in one transaction. Raises Refused."""
    preparing.ensure_roles()
    url = url or roles.known_addresses()["owner"]
    with psycopg.connect(url) as connection:
        found = programs.programs_for(connection)
    with programs.restore(found, url) as running:
        into = cast("BinaryIO", running.stdin)
        with suppress(BrokenPipeError):  # it ended before its time, and says why
            into.write(first)
            while (member := tar.next()) is not None:
                into.write(cast("IO[bytes]", tar.extractfile(member)).read())
        with suppress(BrokenPipeError):
            into.close()
        said = cast("BinaryIO", running.stderr).read().decode(errors="replace").strip()
    if running.returncode:
        raise Refused(f"The database could not be restored, and nothing was kept: {said}")
