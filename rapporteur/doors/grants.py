"""Who may do what with each table: one line a table, and a test fails on a table without one.

Applied after every migration (`operations.rights.apply`), so the database and this page cannot disagree: each
door's role gets exactly what stands here, and nothing else. Rights are PostgreSQL's words.
A table that no door may touch stands here with an empty mapping. The backup reads every table.
"""

READ = "SELECT"
ADD = "INSERT"  # append-only: the role can add rows and never read, change or delete them
EXPIRE = "DELETE, SELECT (expires)"  # the worker ends what is over and reads none of it
KEEP = "SELECT, INSERT, UPDATE, DELETE"

OUTER = ("public", "intake", "missions", "desk", "worker", "backup")


def reads(*roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, READ)


GRANTS: dict[str, dict[str, str]] = {
    # django's own
    "django_migrations": reads("worker", "backup"),
    "django_content_type": reads("desk", "missions", "worker", "backup"),
    # django.contrib.auth: installed for its hashing and sign-in, its tables stay empty
    "auth_group": {},
    "auth_group_permissions": {},
    "auth_permission": {},
    # people.accounts: rows of accounts are parted by door, see POLICIES
    "accounts_account": {"desk": KEEP, "missions": "SELECT, UPDATE", **reads("worker", "backup")},
    "accounts_desksession": {"desk": KEEP, "worker": EXPIRE},
    "accounts_missionssession": {"missions": KEEP, "worker": EXPIRE},
    "accounts_deskcounter": {"desk": KEEP, "worker": EXPIRE},
    "accounts_missionscounter": {"missions": KEEP, "worker": EXPIRE},
    "account_emailaddress": reads("desk", "missions", "backup"),  # stays empty: ADR 0020
    "account_emailconfirmation": {},
    "mfa_authenticator": {"desk": KEEP, "missions": KEEP, **reads("backup")},
    # people.desks
    "desks_desk": {"desk": "SELECT, INSERT, UPDATE", **reads("worker", "backup")},
    "desks_membership": {"desk": "SELECT, INSERT, UPDATE", **reads("worker", "backup")},
    "desks_missionmembership": {
        "desk": "SELECT, INSERT, UPDATE",
        **reads("missions", "worker", "backup"),
    },
    # kernel.instance
    "instance_instance": reads(*OUTER),
    # procrastinate: only the worker has jobs, and only through its functions and tables
    "procrastinate_jobs": {"worker": KEEP},
    "procrastinate_events": {"worker": KEEP},
    "procrastinate_periodic_defers": {"worker": KEEP},
    "procrastinate_workers": {"worker": KEEP},
    # kernel.journal: rows are only added; a trigger refuses the rest to the owner too
    "journal_entry": {
        "intake": ADD,
        "missions": ADD,
        "desk": "SELECT, INSERT",
        "worker": "SELECT, INSERT",
        **reads("backup"),
    },
    "journal_link": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    "journal_checkpoint": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    # kernel.vault: sealed as it lies; a door adds, and reads what its people have keys for
    "vault_recipient": {
        "desk": "SELECT, INSERT",
        **reads("intake", "missions", "worker", "backup"),
    },
    "vault_epoch": {"desk": "SELECT, INSERT", **reads("intake", "missions", "worker", "backup")},
    "vault_memberkey": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT, INSERT, UPDATE",
        **reads("backup"),
    },
    "vault_memberwrap": {
        "desk": "SELECT, INSERT, DELETE",
        "missions": "SELECT, DELETE",
        **reads("backup"),
    },
    "vault_sealedrecord": {"intake": ADD, "desk": "SELECT, INSERT", **reads("backup")},
    "vault_version": {"intake": ADD, "desk": "SELECT, INSERT", **reads("backup")},
    "vault_wrap": {"intake": ADD, "desk": KEEP, **reads("backup")},
    # intake: the door adds; it reads a thread through one function alone (FUNCTIONS)
    "intake_thread": {
        "intake": ADD,
        "desk": "SELECT (id, public_half, desk, day)",
        "worker": "SELECT (id, day)",
        **reads("backup"),
    },
    "intake_draft": {
        "intake": ADD,
        "worker": "DELETE, SELECT (id, thread_id, day)",
        **reads("backup"),
    },
    "intake_submission": {"intake": ADD, **reads("desk", "worker", "backup")},
    "intake_identity": {"intake": ADD, **reads("desk", "backup")},
    "intake_message": {"intake": ADD, "desk": "SELECT, INSERT", **reads("backup")},
    "intake_dutycall": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    "intake_sourcewrap": {"intake": ADD, "desk": ADD, **reads("backup")},
    # kernel.reference
    "reference_change": {**reads(*OUTER), "desk": "SELECT, INSERT"},
    "reference_correction": {"desk": "SELECT, INSERT, UPDATE", **reads("worker", "backup")},
    # world
    **{
        f"world_{table}": reads(*OUTER)
        for table in ("country", "region", "body", "session", "review", "deadline")
    },
    # law
    **{
        f"law_{table}": reads(*OUTER)
        for table in (
            *("instrument", "provision", "treatyaction", "reservation"),
            *("generalcomment", "commentonprovision", "commentonscope"),
            *("scopecode", "scopebasis", "scoperule", "scopereading", "term"),
            "scopeprovision",
        )
    },
    # people.mandates
    "mandates_mandate": reads(*OUTER),
    "mandates_succession": reads(*OUTER),
    "mandates_mandatetitle": reads(*OUTER),
    "mandates_holderterm": reads(*OUTER),
    "mandates_mandatedecision": reads(*OUTER),
    "mandates_relation": reads(*OUTER),
    # visits
    "visits_visitevent": reads(*OUTER),
}

# The desk corrects facts of these rooms, with reason and source (kernel.reference.actions).
CORRECTED_ROOMS = ("world_", "law_", "mandates_", "visits_")
for _table, _line in GRANTS.items():
    if _table.startswith(CORRECTED_ROOMS):
        _line["desk"] = "SELECT, UPDATE"

# Functions that a role may call (`name`, or `first_letters*`); nobody may call any other.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "procrastinate_*": ("worker",),
    "intake_thread_of": ("intake",),
}

# Row policies: which rows of a shared table a role sees and writes. A role with a right on such a
# table and no line here sees none of its rows. The owner is not bound (it owns the tables).
OF_ITS_ACCOUNT = "EXISTS (SELECT 1 FROM accounts_account a WHERE a.id = user_id)"  # itself parted

OF_ITS_OWNER = "EXISTS (SELECT 1 FROM accounts_account a WHERE a.id = owner)"
OF_A_GROUP = (
    "owner IN (SELECT id FROM vault_recipient)"  # keys of recovery: they open nothing alone
)
OF_ITS_KEY = "EXISTS (SELECT 1 FROM vault_memberkey k WHERE k.id = member_key_id)"

POLICIES: dict[str, dict[str, str]] = {
    "accounts_account": {
        "desk": "door = 'desk'",
        "missions": "door = 'missions'",
        "worker": "true",
        "backup": "true",
    },
    "account_emailaddress": {
        "desk": OF_ITS_ACCOUNT,
        "missions": OF_ITS_ACCOUNT,
        "backup": "true",
    },
    "mfa_authenticator": {"desk": OF_ITS_ACCOUNT, "missions": OF_ITS_ACCOUNT, "backup": "true"},
    "vault_memberkey": {
        "desk": f"{OF_ITS_OWNER} OR {OF_A_GROUP}",
        "missions": OF_ITS_OWNER,
        "backup": "true",
    },
    "vault_memberwrap": {"desk": OF_ITS_KEY, "missions": OF_ITS_KEY, "backup": "true"},
}
