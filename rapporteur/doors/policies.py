"""Row policies, put into force with `grants`: which rows of a shared table each role sees.

A role with a right on such a table and no line here sees none of its rows. The owner is not bound
(it owns the tables).
"""

from rapporteur.doors.granting import OUTER

# Of visits the public door hears only of changes of events that it sees.
OF_WHAT_IT_SEES = "\"table\" <> 'visits.visitevent' OR key IN (SELECT key FROM visits_publicevent)"
OF_ITS_ACCOUNT = "EXISTS (SELECT 1 FROM accounts_account a WHERE a.id = user_id)"  # itself parted

OF_ITS_OWNER = "EXISTS (SELECT 1 FROM accounts_account a WHERE a.id = owner)"
OF_A_GROUP = (
    "owner IN (SELECT id FROM vault_recipient)"  # keys of recovery: they open nothing alone
)
OF_ITS_KEY = "EXISTS (SELECT 1 FROM vault_memberkey k WHERE k.id = member_key_id)"

# The desk invites to a Mission and to a partner: it adds an account that it cannot see, and never
# with a password.
WRITTEN_BY_DESK = "door = 'desk' OR (door IN ('missions', 'partners') AND password LIKE '!%')"

# Of what is sealed an outer door sees what is sealed to its own readers; it adds for the desk too.
OF_A_KIND = (
    "EXISTS (SELECT 1 FROM vault_epoch e JOIN vault_recipient r ON r.id = e.recipient_id"
    " WHERE e.id = epoch_id AND r.kind = '{}')"
)
OF_A_MISSION, OF_A_PARTNER = OF_A_KIND.format("mission"), OF_A_KIND.format("partner")
WITH_SUCH_A_WRAP = "EXISTS (SELECT 1 FROM vault_wrap w WHERE w.version_id = vault_version.id)"
WITH_SUCH_A_VERSION = (
    "EXISTS (SELECT 1 FROM vault_version v WHERE v.record_id = vault_sealedrecord.id)"
)
SEALING = {"intake": "true", "desk": "true", "worker": "true"}
# Of parts of large files the worker erases what a Mission gave up or did not send in time.
GIVEN_UP = (
    "EXISTS (SELECT 1 FROM communications_upload u WHERE u.sealed_id = version_id"
    " AND u.state IN ('dropped', 'ended'))"
)

# The partners door knows the organisations that have an account there, and adds what is new alone.
WITH_AN_ACCOUNT = (
    "EXISTS (SELECT 1 FROM partners_partnermembership m"
    " WHERE m.organisation_id = partners_organisation.id)"
)
NOT_REVIEWED = "state IN ('sent', 'withdrawn')"

# A condition, or two: of the rows that are seen and changed, and of those that are written.
POLICIES: dict[str, dict[str, str | tuple[str, str]]] = {
    "vault_part": {
        "desk": "true",
        "missions": (
            "EXISTS (SELECT 1 FROM vault_version v WHERE v.id = version_id)",  # itself parted
            "true",
        ),
        "worker": GIVEN_UP,
    },
    "vault_wrap": {
        **SEALING,
        "missions": (OF_A_MISSION, "true"),
        "partners": (OF_A_PARTNER, "true"),
    },
    "vault_version": {
        **SEALING,
        **dict.fromkeys(("missions", "partners"), (WITH_SUCH_A_WRAP, "true")),
    },
    "vault_sealedrecord": {
        **SEALING,
        **dict.fromkeys(("missions", "partners"), (WITH_SUCH_A_VERSION, "true")),
    },
    "partners_organisation": {"desk": "true", "partners": WITH_AN_ACCOUNT},
    "partners_contribution": {"desk": "true", "partners": ("true", NOT_REVIEWED)},
    "accounts_account": {
        "desk": ("door = 'desk'", WRITTEN_BY_DESK),
        "missions": "door = 'missions'",
        "partners": "door = 'partners'",
        "worker": "true",
        "backup": "true",
    },
    "account_emailaddress": {
        "desk": OF_ITS_ACCOUNT,
        "missions": OF_ITS_ACCOUNT,
        "partners": OF_ITS_ACCOUNT,
        "backup": "true",
    },
    "mfa_authenticator": {
        **dict.fromkeys(("desk", "missions", "partners"), OF_ITS_ACCOUNT),
        "backup": "true",
    },
    "journal_entry": {  # an outer door writes in its own name only
        "intake": "door = 'intake'",
        "missions": "door = 'missions'",
        "partners": "door = 'partners'",
        "desk": "true",
        "worker": "true",
    },
    "national_legalage": {"public": "public", "desk": ("true", "NOT public"), "backup": "true"},
    "communications_communication": {
        "desk": "true",
        "missions": "addressee_state_id IS NOT NULL"
        " AND state IN ('sent', 'partly', 'replied', 'published')",
        "worker": "true",
    },
    "follow_up_evidence": {"desk": "true", "missions": "by_mission", "backup": "true"},
    "visits_visitevent": {
        **dict.fromkeys(("intake", "missions", "partners", "desk", "worker"), "true"),
        "public": "id IN (SELECT document_id FROM visits_publicevent)",
    },
    "reference_change": {
        **dict.fromkeys(OUTER, "true"),
        "public": OF_WHAT_IT_SEES,
    },
    "published_statement": {
        "public": "released_at IS NOT NULL",
        "desk": "true",
        "worker": "true",
        "backup": "true",
    },
    "vault_memberkey": {
        "desk": f"{OF_ITS_OWNER} OR {OF_A_GROUP}",
        "missions": OF_ITS_OWNER,
        "partners": OF_ITS_OWNER,
        "backup": "true",
    },
    "vault_memberwrap": {
        "desk": OF_ITS_KEY,
        "missions": (OF_ITS_KEY, f"{OF_ITS_KEY} AND {OF_A_MISSION}"),
        "partners": (OF_ITS_KEY, f"{OF_ITS_KEY} AND {OF_A_PARTNER}"),
        "backup": "true",
    },
}
