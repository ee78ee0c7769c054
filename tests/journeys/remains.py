"""What a walk leaves behind in a whole installation: dump, files, logs and mail, to be searched."""

import subprocess

from rapporteur.operations import clusters
from tests.operations.test_backup import address


def dump_of(installation):
    """Return the whole database as `pg_dump` writes it, as bytes."""
    program = clusters.plan(installation.home).binaries / "pg_dump"
    whole = [program, "--inserts", "--enable-row-security", address(installation, "backup")]
    return subprocess.run(whole, capture_output=True, check=True).stdout


def files_of(installation):
    """Yield name and bytes of every file: of the data folder, the cluster, what was said."""
    for root in {installation.home.parent, clusters.plan(installation.home).data}:
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield str(path), path.read_bytes()


def places(installation, words):
    """Stop the installation; return where each word lies, as text or in hexadecimal digits."""
    found = {}
    kept = [("pg_dump", dump_of(installation))]
    installation.end()
    kept += files_of(installation)
    for word in words:
        wanted = word.encode(), word.encode().hex().encode(), word.encode("utf-16-le")
        lies = [name for name, held in kept if any(one in held for one in wanted)]
        if lies:
            found[word] = lies
    return found
