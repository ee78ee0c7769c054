"""An installation of its own for a benchmark, as `make run` starts it: real doors, roles and keys.

Rows are put there in bulk by the database itself, as its superuser: what a door then does with
them, it does with the rights that it always has.
"""

import importlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, time

import psycopg
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from rapporteur.kernel.environment import parse_database_url
from rapporteur.operations import clusters, processes
from tests.bench.scratch import point_at
from tests.bench.wire import Browser
from tests.factories.people import sign_in
from tests.operations.installations import Installation

NUMBERS = {"public": 0, "intake": 1, "missions": 2, "desk": 3, "partners": 4}
HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
KEPT = {"ALLOWED_HOSTS", "DATABASES", "INSTALLED_APPS", "STORAGES", "SECRET_KEY", "STATIC_ROOT"}


class Doors:
    """A running installation: browsers at its doors, and its database from behind."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        kept = installation.home / "secrets" / "databases.json"
        self.addresses: dict[str, str] = json.loads(kept.read_text())
        told = json.loads((installation.home / "exercise.json").read_text())
        self.told = {one["role"]: one for one in told}
        self.inside: dict[str, Browser] = {}  # a code of the second factor is good for one use
        self.name = str(parse_database_url(self.addresses["owner"])["NAME"])

    def port(self, door: str) -> int:
        return self.installation.base + NUMBERS[door]

    def browser(self, door: str) -> Browser:
        return Browser(self.port(door))

    def signed_in(self, role: str) -> Browser:
        """Return a browser of the desk, signed in with password and second factor, once a role."""
        if role not in self.inside:
            self.inside[role] = self.entered(role)
        return self.inside[role]

    def entered(self, role: str) -> Browser:
        told, browser = self.told[role], self.browser("desk")
        page = browser.get("/account/sign-in/")
        given = {"login": told["email"], "password": told["password"]}
        answer = browser.submit("/account/sign-in/", page.page, **given)
        page = browser.get(answer.moved)
        answer = browser.submit(answer.moved, page.page, code=code_of_now(told["totp_secret"]))
        assert answer.status == 302, "signing in failed"
        return browser

    def memory(self, door: str, *, peak: bool = False) -> int:
        """Return the bytes of memory that the processes of a door hold, or held at their highest."""
        pids = self.installation.pids(door)
        if not peak:
            return processes.memory(pids)
        told = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
        return sum(int(HIGHEST.search(one).group(1)) for one in told) * 1024

    @contextmanager
    def behind(self) -> Iterator[psycopg.Connection]:
        """Connect as the superuser of the cluster."""
        cluster = clusters.plan(self.installation.home)
        url = cluster.url("postgres", cluster.superuser_password, self.name)
        with psycopg.connect(url, autocommit=True) as found:
            yield found

    def queries(self, role: str, *addresses: str) -> list[int]:
        """Return how many queries each address of the desk takes, asked with the door's rights.

        Asked in this process, where they can be counted, after one round that fills what is kept.
        """
        from rapporteur.people.accounts.models import Account

        before = dict(settings.DATABASES["default"])
        module = importlib.import_module("rapporteur.doors.desk.settings")
        own = {name: value for name, value in vars(module).items() if name.isupper()}
        try:
            point_at(parse_database_url(self.addresses["desk"]))
            with override_settings(**{name: own[name] for name in own.keys() - KEPT}):
                account = Account.objects.get(door="desk", email=self.told[role]["email"])
                client = sign_in(Client(SERVER_NAME="localhost"), account)
                return [self.counted(client, address) for address in addresses]
        finally:
            point_at(before)

    @staticmethod
    def counted(client: Client, address: str) -> int:
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)


def code_of_now(secret: str) -> str:
    """Return the six digits of the second factor."""
    return str(format_hotp_value(hotp_value(secret, int(time()) // 30)))


@contextmanager
def doors_open(**given: str) -> Iterator[Doors]:
    """Start an installation with these settings in a folder of its own; nothing is left of it."""
    with tempfile.TemporaryDirectory(prefix="rapporteur-bench-") as folder:
        installation = Installation(Path(folder) / "home")
        installation.environment |= given
        try:
            installation.start()
            yield Doors(installation)
        finally:
            installation.end()
            clusters.remove(clusters.plan(installation.home))


@contextmanager
def as_owner(doors: Doors) -> Iterator[None]:
    """Let Django write into the database of the installation as its owner."""
    before = dict(settings.DATABASES["default"])
    point_at(parse_database_url(doors.addresses["owner"]))
    try:
        yield
    finally:
        point_at(before)


def milliseconds(act: Callable[[], object], number: int) -> float:
    """Return the median of an act done many times, once unmeasured before."""
    act()
    taken = []
    for _ in range(number):
        began = perf_counter()
        act()
        taken.append((perf_counter() - began) * 1000)
    return median(taken)


def multiplied(
    behind: psycopg.Connection, table: str, template: str, number: int, **changed: str
) -> None:
    """Copy one row of a table many times; `changed` are its columns as SQL over the number `n`.

    `template` is the SQL that finds the row; ids are made of the number, so that other rows can
    name them (`id_of`).
    """
    names = [
        name
        for (name,) in behind.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [table],
        )
    ]
    unknown = changed.keys() - set(names)
    assert not unknown, f"{table} has no {unknown}"
    cells = ", ".join(changed.get(name, f"t.{name}") for name in names)
    behind.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {cells}"
        f" FROM (SELECT * FROM {table} WHERE {template} LIMIT 1) AS t,"
        f" generate_series(1, {number}) AS n"
    )


def id_of(what: str, number: str = "n") -> str:
    """Return the SQL of the id that the row of this number has, the same wherever it is named."""
    return f"md5('{what}' || ({number})::text)::uuid"
