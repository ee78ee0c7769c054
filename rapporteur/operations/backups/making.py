"""`rapporteur backup`: everything into one sealed file, at one moment, while all doors are open.

    manifest.json       counts of every table, as the dump sees them
    files/…             secrets, the journal's checkpoints, in an exercise its accounts
    database/00000000…  the dump in parts, as it comes out of pg_dump

All of it is a tar inside the sealed stream. Nothing is in the clear on a disk, and in memory lies
one part at a time.
"""

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

import psycopg

from rapporteur import __version__
from rapporteur.kernel import backups as files
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.environment import database_url, home
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.streams import CHUNK, Sealing
from rapporteur.kernel.vault.suites import PublicHalf
from rapporteur.operations.backups import counting, officers, programs

BY = "command:backup"
BEGIN, DONE, DESTROYED = "begin backup", "make backup", "destroy backups"
OF_THIS_MACHINE = {"postgres"}  # the password of a cluster that is made anew


def command() -> int:
    """Make a backup and destroy those that have ended; print where it lies and when it ends."""
    if is_exercise():
        officers.ensure_exercise()
    public = officers.public_half()
    with files.alone():
        files.clear_unfinished()
        path, head = make(public)
        gone = destroy_ended()
    print(
        f"{path}\n{path.stat().st_size:,} bytes. It ends on {head.ends}: destroy copies of it then."
    )
    if gone:
        print(f"Ended and destroyed: {gone}. Copies that lie elsewhere are yours to destroy.")
    return 0


def make(public: PublicHalf) -> tuple[Path, files.Head]:
    """Write one backup; return it with its head. Nothing is left where it fails. Raises Refused.

    That it begins, and when it ends, is in the journal before its snapshot is taken: so no
    certificate of erasure can miss a backup that still holds what was erased.
    """
    made, ends = today(), files.end_of(today())
    mode = "exercise" if is_exercise() else "real"
    head = files.Head(str(made), str(ends), mode, public.hex(), __version__)
    journal.record(BEGIN, None, by=BY, detail={"made": str(made), "ends": str(ends)})
    path = files.folder() / f"{now():%Y-%m-%d-%H%M%S}{files.SUFFIX}"
    part = path.with_suffix(files.UNFINISHED)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            sealing = Sealing(file, public, head.raw())
            fill(sealing, kept_files())
            sealing.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    journal.record(DONE, None, by=BY, detail={"ends": str(ends), "bytes": path.stat().st_size})
    return path, head


def destroy_ended() -> int:
    """Delete the backups of the folder whose last day has come; return how many."""
    gone = files.ended(today())
    for path in gone:
        path.unlink()
    if gone:
        journal.record(DESTROYED, None, by=BY, detail={"files": len(gone)})
    return len(gone)


def kept_files() -> dict[str, bytes]:
    """Return the files of the data folder that belong to a backup, by their path there.

    Read before the snapshot: a checkpoint stands in the database before it stands in its file, so
    none can be in this file and not in that dump.
    """
    wanted = [home() / "exercise.json"]
    wanted += sorted((home() / "journal").glob("*"))  # checkpoints, and the key that checks them
    secrets = sorted((home() / "secrets").iterdir())
    wanted += [path for path in secrets if path.name not in OF_THIS_MACHINE]
    return {str(path.relative_to(home())): path.read_bytes() for path in wanted if path.is_file()}


def fill(sealing: Sealing, kept: Mapping[str, bytes]) -> None:
    """Write manifest, files and dump into the stream. Raises Refused with what pg_dump said."""
    url = database_url("backup")
    with (
        psycopg.connect(url) as connection,
        tarfile.open(mode="w|", fileobj=cast("BinaryIO", sealing), bufsize=CHUNK) as tar,
    ):
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        manifest = {"counts": counting.counts(connection)}
        add(tar, "manifest.json", json.dumps(manifest, indent=1).encode())
        for name, body in kept.items():
            add(tar, f"files/{name}", body)
        running = programs.dump(programs.programs_for(connection), url, str(row and row[0]))
        for number, part in enumerate(parts_of(running)):
            add(tar, f"database/{number:08}", part)


def parts_of(running: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """Yield what a program writes, in parts. Raises Refused where it did not end well."""
    with running:
        try:
            while part := cast("BinaryIO", running.stdout).read(CHUNK):
                yield part
        except BaseException:
            running.kill()
            raise
        said = cast("BinaryIO", running.stderr).read().decode(errors="replace").strip()
    if running.returncode:
        raise Refused(f"The database could not be dumped, and no backup was made: {said}")


def add(tar: tarfile.TarFile, name: str, body: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(body), 0o600
    tar.addfile(member, io.BytesIO(body))
