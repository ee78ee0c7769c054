"""The desk at 100,000 communications: the lists of letters and of cases, and *Today*.

Every letter has a case of its own with a decided triage. One of each is written through the models;
the database copies them with states, days and codes of twenty years. Lists open nothing, so nothing
real lies in the vault behind them. The baseline is a bare read of the same rows.
"""

from collections.abc import Iterator
from datetime import timedelta

import psycopg

from rapporteur.kernel.clock import now, today
from tests.bench.doors import Doors, as_owner, doors_open, id_of, milliseconds, multiplied
from tests.bench.wire import times

Row = tuple[str, float, str, str, float]
LETTERS = 100_000
ALLOWED = 150.0  # milliseconds, p95; DESIGN §7
ROLE = "mandate_holder"  # for whom most waits on *Today*
REQUESTS = 60
LAST = LETTERS // 50
STATE = (
    "CASE n % 20 WHEN 0 THEN CASE WHEN n % 100 = 0 THEN 'draft' WHEN n % 100 = 20 THEN 'review'"
    " WHEN n % 100 = 40 THEN 'approved' WHEN n % 100 = 60 THEN 'signed' ELSE 'withdrawn' END"
    " WHEN 1 THEN 'sent' WHEN 2 THEN 'sent' WHEN 3 THEN 'replied' ELSE 'published' END"
)
TABLES = (
    *("cases_case", "cases_triage", "communications_communication", "communications_reply"),
    *("vault_sealedrecord", "vault_version"),
)
LETTER_ROWS = """
    SELECT l.*, c.names, a.name FROM communications_communication l
    LEFT JOIN world_country c ON c.iso3 = l.addressee_state_id
    JOIN accounts_account a ON a.id = l.drafter_id
    WHERE l.desk_id = (SELECT id FROM desks_desk LIMIT 1)
    ORDER BY l.begun_on DESC, l.code LIMIT 50 OFFSET %s
"""
CASE_ROWS = """
    SELECT c.*, t.*, a.name FROM cases_case c
    LEFT JOIN cases_triage t ON t.id = c.current_id
    LEFT JOIN accounts_account a ON a.id = c.owner_id
    WHERE c.desk_id = (SELECT id FROM desks_desk LIMIT 1)
    ORDER BY c.opened_on DESC, c.reference LIMIT 50 OFFSET %s
"""
# What *Today* is mostly made of: what has no reply, what becomes public, what one's own cases are.
TODAY_ROWS = (
    """SELECT l.* FROM communications_communication l
    WHERE l.state IN ('sent', 'published') AND l.reply_due <= current_date + 7 AND NOT EXISTS
    (SELECT FROM communications_reply r WHERE r.communication_id = l.id)
    ORDER BY l.reply_due, l.code LIMIT 10""",
    """SELECT l.* FROM communications_communication l
    WHERE l.state IN ('sent', 'partly', 'replied') AND l.public_from <= current_date + 7
    ORDER BY l.public_from, l.code LIMIT 10""",
    """SELECT c.* FROM cases_case c WHERE c.owner_id = (SELECT owner_id FROM cases_case LIMIT 1)
    AND c.state NOT IN ('closed', 'decided') ORDER BY c.opened_on DESC, c.reference LIMIT 10""",
)
PAGES = {
    "letters, first page": ("/communications/", (LETTER_ROWS, 0)),
    "letters, last page": (f"/communications/?page={LAST}", (LETTER_ROWS, LETTERS - 50)),
    "letters without a reply": ("/communications/?reply=due", (TODAY_ROWS[0], None)),
    "cases, first page": ("/cases/", (CASE_ROWS, 0)),
    "cases, last page": (f"/cases/?page={LAST}", (CASE_ROWS, LETTERS - 50)),
    "Today": ("/", (TODAY_ROWS, None)),
}


def templates(doors: Doors) -> None:
    """Write one case, its triage, one letter and one reply, as the copies shall be."""
    from rapporteur.cases.models import Case, Triage
    from rapporteur.communications.models import Communication, Reply
    from rapporteur.kernel.vault.models import SealedRecord, Version
    from rapporteur.people.accounts.models import Account
    from rapporteur.people.desks.models import Desk
    from rapporteur.world.models import Country

    def record(kind: str) -> SealedRecord:
        return SealedRecord.objects.create(kind=kind)

    def version() -> Version:
        return Version.objects.create(
            record=record("communications.reply"), number=1, envelope=b"\1" * 4300
        )

    desk = Desk.objects.get()
    roles = ("mandate_holder", "desk_officer", "coordinator")
    holder, officer, second = (Account.objects.get(email=doors.told[one]["email"]) for one in roles)
    case = Case.objects.create(
        desk=desk, reference="template", owner=officer, opened_on=today(), opened_by=officer
    )
    Triage.objects.create(
        case=case, number=1, state="decided", record=record("cases.triage"), prepared_by=officer,
        begun_on=today(), primary_code="SALE.ADOPTION", states=["XEX"], month="2026-03",
        recommended="ACT_AL", proposed="ACT_AL", outcome="ACT_AL", decided_by=holder,
        decided_at=now(),
    )  # fmt: skip
    letter = Communication.objects.create(
        code="template", desk=desk, case=case, kind="AL", state="sent", addressee_kind="state",
        addressee_state=Country.objects.get(iso3="XEX"), language="en", mandates=["SALECHILD"],
        scope_codes=["SALE.ADOPTION"], record=record("communications.letter"),
        rendition=record("communications.rendition"), writers=[str(officer.pk)], drafter=officer,
        begun_on=today(), second_reader=second, approved_on=today(), signed_by=holder,
        signed_on=today(), sent_by=officer, sent_at=now(), reply_policy={}, publication_policy={},
        reply_due=today() + timedelta(60), public_from=today() + timedelta(60),
        authenticity="template",
    )  # fmt: skip
    Reply.objects.create(
        communication=letter, state="classified", received_on=today(), channel="note",
        by_mission=False, logged_by=officer.pk, language="en", sealed=version(),
        reply_class="PARTIAL", scale="2026-1", reason=version(), classified_by=officer,
        classified_on=today(),
    )  # fmt: skip


def fill(doors: Doors, behind: psycopg.Connection) -> None:
    """Make all letters with their cases, triages and replies."""
    with as_owner(doors):
        templates(doors)
    case, triage, letter = id_of("case"), id_of("triage"), id_of("letter")
    day = "current_date - n % 7300"
    in_work = "CASE WHEN n % 100 = 7 THEN 'open' WHEN n % 3 = 0 THEN 'closed' ELSE 'decided' END"
    short = "upper(substr(md5({} || n), 1, 11))"
    with behind.transaction():
        for kind in ("triage", "letter", "rendition", "words", "reason"):
            multiplied(behind, "vault_sealedrecord", "true", LETTERS, id=id_of(f"record {kind}"))
        for kind in ("words", "reason"):
            record, one = id_of(f"record {kind}"), id_of(kind)
            multiplied(behind, "vault_version", "true", LETTERS // 20, id=one, record_id=record)
        multiplied(
            behind, "cases_case", "reference = 'template'", LETTERS,
            id=case, reference=short.format("'c'"), opened_on=day, state=in_work,
        )  # fmt: skip
        multiplied(
            behind, "cases_triage", "true", LETTERS,
            id=triage, case_id=case, record_id=id_of("record triage"), begun_on=day,
        )  # fmt: skip
        behind.execute(
            "UPDATE cases_case c SET current_id = t.id FROM cases_triage t WHERE t.case_id = c.id"
        )
        multiplied(
            behind, "communications_communication", "code = 'template'", LETTERS,
            id=letter, code=short.format("'l'"), case_id=case, begun_on=day, state=STATE,
            record_id=id_of("record letter"), rendition_id=id_of("record rendition"),
            authenticity=short.format("'a'"), reply_due=f"{day} + 60", public_from=f"{day} + 60",
        )  # fmt: skip
        multiplied(
            behind, "communications_reply", "true", LETTERS // 20,
            id=id_of("reply"), communication_id=id_of("letter", "n * 20 + 3 - 20"),
            sealed_id=id_of("words"), reason_id=id_of("reason"), received_on=day,
        )  # fmt: skip
    for table in TABLES:
        behind.execute(f"VACUUM ANALYZE {table}")


def bare(behind: psycopg.Connection, asked: tuple[str | tuple[str, ...], int | None]) -> float:
    statements, offset = asked

    def ask() -> None:
        for one in (statements,) if isinstance(statements, str) else statements:
            behind.execute(one, None if offset is None else [offset]).fetchall()

    return milliseconds(ask, 20)


def measured(doors: Doors, behind: psycopg.Connection) -> Iterator[Row]:
    browser = doors.signed_in(ROLE)
    for name, (address, asked) in PAGES.items():
        middle, slow = times(browser, address, REQUESTS)
        came, plain = browser.get(address).came, bare(behind, asked)
        words, what = f"bare SQL of its rows ({plain:.2f} ms)", f"desk, {LETTERS:,}: {name}"
        yield f"{what}, p50", middle, "ms", words, middle / plain
        yield f"{what}, p95", slow, "ms", words, slow / plain
        yield f"{what}, p95", slow, "ms", "allowed 150 ms", slow / ALLOWED
        yield f"{what}, weight", came / 1000, "kB", "allowed 60 kB", came / 60_000


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    addresses = ("/communications/", "/cases/", "/")
    with doors_open() as doors, doors.behind() as behind:
        few = doors.queries(ROLE, *addresses)
        fill(doors, behind)
        rows = list(measured(doors, behind))
        for name, one, many in zip(addresses, few, doors.queries(ROLE, *addresses), strict=True):
            what, words = f"desk, {LETTERS:,}: {name}", f"the same page with no letter ({one})"
            rows.append((what, many, "queries", words, many / one))
    return rows
