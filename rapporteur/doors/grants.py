"""Who may do what with each table: one line a table, and a test fails on a table without one.

Applied after every migration (`operations.rights.apply`), so the database and this page cannot disagree: each
door's role gets exactly what stands here, and nothing else. Rights are PostgreSQL's words.
A table that no door may touch stands here with an empty mapping. The backup reads every table.
"""

from rapporteur.doors.granting import ADD, EXPIRE, KEEP, OUTER, reads
from rapporteur.doors.grants_of_visits import GRANTS as FOLLOWED_AND_VISITED

GRANTS: dict[str, dict[str, str]] = {
    # django's own
    "django_migrations": reads("worker", "backup"),
    "django_content_type": reads("desk", "missions", "partners", "worker", "backup"),
    # django.contrib.auth: installed for its hashing and sign-in, its tables stay empty
    "auth_group": {},
    "auth_group_permissions": {},
    "auth_permission": {},
    # people.accounts: rows of accounts are parted by door, see `policies`
    "accounts_account": {
        "desk": KEEP,
        "missions": "SELECT, UPDATE",
        "partners": "SELECT, UPDATE",
        "worker": "SELECT (id, email, language, is_active)",  # to whom a notice goes
        **reads("backup"),
    },
    "accounts_desksession": {"desk": KEEP, "worker": EXPIRE},
    "accounts_missionssession": {"missions": KEEP, "worker": EXPIRE},
    "accounts_deskcounter": {"desk": KEEP, "worker": EXPIRE},
    "accounts_missionscounter": {"missions": KEEP, "worker": EXPIRE},
    "accounts_partnerssession": {"partners": KEEP, "worker": EXPIRE},
    "accounts_partnerscounter": {"partners": KEEP, "worker": EXPIRE},
    "accounts_calendarfeed": {
        "desk": "SELECT, INSERT, UPDATE (ended_on, read_on)",
        **reads("backup"),
    },
    "account_emailaddress": reads(
        "desk", "missions", "partners", "backup"
    ),  # stays empty: ADR 0020
    "account_emailconfirmation": {},
    "mfa_authenticator": {
        **dict.fromkeys(("desk", "missions", "partners"), KEEP),
        **reads("backup"),
    },
    # people.desks
    "desks_desk": {
        "desk": "SELECT, INSERT, UPDATE",
        # to seal what comes to the desk
        **dict.fromkeys(("missions", "partners"), "SELECT (id, recipient)"),
        **reads("worker", "backup"),
    },
    "desks_membership": {"desk": "SELECT, INSERT, UPDATE", **reads("worker", "backup")},
    "desks_missionmembership": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT, UPDATE (until)",  # colleagues end an account
        **reads("worker", "backup"),
    },
    # kernel.instance
    "instance_instance": reads(*OUTER),
    "instance_golivestep": {"intake": "SELECT (id, item, passed)", **reads("backup")},
    # procrastinate: only the worker has jobs, and only through its functions and tables
    "procrastinate_jobs": {"worker": KEEP},
    "procrastinate_events": {"worker": KEEP},
    "procrastinate_periodic_defers": {"worker": KEEP},
    "procrastinate_workers": {"worker": KEEP},
    # kernel.journal: rows are only added; a trigger refuses the rest to the owner too
    "journal_entry": {
        "intake": ADD,
        "missions": ADD,
        "partners": ADD,
        "desk": "SELECT, INSERT",
        "worker": "SELECT, INSERT",
        **reads("backup"),
    },
    "journal_link": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    "journal_checkpoint": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    # kernel.vault: sealed as it lies; a door adds, and reads what its people have keys for
    "vault_recipient": {
        "desk": "SELECT, INSERT",
        **reads("intake", "missions", "partners", "worker", "backup"),
    },
    "vault_epoch": {
        "desk": "SELECT, INSERT",
        **reads("intake", "missions", "partners", "worker", "backup"),
    },
    "vault_memberkey": {
        **dict.fromkeys(("desk", "missions", "partners"), "SELECT, INSERT, UPDATE"),
        **reads("backup"),
    },
    "vault_memberwrap": {  # at an outer door colleagues hand on the key of their own
        **dict.fromkeys(("desk", "missions", "partners"), "SELECT, INSERT, DELETE"),
        **reads("backup"),
    },
    "vault_barred": {
        "desk": "SELECT, INSERT, UPDATE (lifted_by, lifted_on)",
        **reads("backup"),
    },
    "vault_renewaldue": {
        "desk": "SELECT, INSERT",
        **dict.fromkeys(("missions", "partners"), ADD),
        **reads("backup"),
    },
    "vault_sealedrecord": {
        "intake": ADD,
        "worker": ADD,  # seals mail that came in, and opens nothing
        **dict.fromkeys(("desk", "missions", "partners"), "SELECT, INSERT"),
        **reads("backup"),
    },
    "vault_version": {
        **dict.fromkeys(("intake", "worker"), ADD),
        "desk": "SELECT, INSERT, UPDATE (envelope)",  # emptied when it is erased
        **dict.fromkeys(("missions", "partners"), "SELECT, INSERT"),
        **reads("backup"),
    },
    "vault_part": {
        "missions": "SELECT, INSERT",
        "desk": "SELECT, DELETE",  # when it is erased
        "worker": "SELECT (id, version_id), DELETE",  # of what was given up or has ended
        **reads("backup"),
    },
    "vault_wrap": {
        **dict.fromkeys(("intake", "worker"), ADD),
        "desk": KEEP,
        # keys move on when opened
        **dict.fromkeys(("missions", "partners"), "SELECT, INSERT, UPDATE (wrapped, epoch_id)"),
        **reads("backup"),
    },
    # intake: the door adds; all else of a thread it does through three functions (FUNCTIONS)
    "intake_thread": {
        "intake": ADD,
        "desk": "SELECT (id, public_half, desk, day), UPDATE (lookup, public_half)",  # to erase
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
    "intake_experience": {
        "intake": ADD,
        "desk": "SELECT, UPDATE (theme)",
        **reads("backup"),
    },
    "intake_dutycall": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    "intake_sourcewrap": {
        "intake": ADD,
        "desk": "INSERT, DELETE, SELECT (id, thread_id, version_id)",  # the key itself it never sees
        **reads("backup"),
    },
    # intake.helplines
    "helplines_helpline": reads(*OUTER),
    # partners: the register is of the desk; its door adds what partners bring, and removes nothing
    "partners_organisation": {
        "desk": "SELECT, INSERT, UPDATE",
        "partners": "SELECT (id, desk_id, name, kinds, vetting)",
        **reads("backup"),
    },
    "partners_person": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "partners_partnermembership": {
        "desk": "SELECT, INSERT",
        "partners": "SELECT, UPDATE (until)",  # colleagues end an account
        **reads("backup"),
    },
    "partners_ask": {
        "desk": "SELECT, INSERT, UPDATE (closed_on)",
        **reads("partners", "backup"),
    },
    "partners_asked": {"desk": "SELECT, INSERT", **reads("partners", "backup")},
    "partners_contribution": {
        "desk": "SELECT, UPDATE",
        "partners": "SELECT, INSERT, UPDATE (state, attribution)",
        **reads("backup"),
    },
    "partners_contributionfile": {
        "desk": "SELECT",
        "partners": "SELECT, INSERT",
        **reads("backup"),
    },
    "partners_attributionrequest": {
        "desk": "SELECT, INSERT",
        "partners": "SELECT, UPDATE (answer, answered_by, answered_on)",
        **reads("backup"),
    },
    # cases: of the desk alone; what is written once is only added to
    "cases_case": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cases_joined": {"desk": "SELECT, INSERT, UPDATE (case_id)", **reads("backup")},
    "cases_asking": {
        "desk": "SELECT, INSERT, UPDATE",
        "worker": "SELECT (id, state, until), UPDATE (released)",
        **reads("backup"),
    },
    "cases_opening": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_likeness": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_enquiry": {
        "desk": "SELECT, INSERT, UPDATE (state, until, times)",
        **reads("backup"),
    },
    "cases_riskevent": {
        "desk": "SELECT, INSERT, UPDATE (removed_by_id, removed_on)",
        **reads("backup"),
    },
    "cases_heldback": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "cases_bulk": {"desk": "SELECT, INSERT, UPDATE (undone_at)", **reads("backup")},
    "cases_bulkitem": {"desk": "SELECT, INSERT, UPDATE (undone)", **reads("backup")},
    "cases_release": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_note": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_consent": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_triage": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cases_weighed": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "cases_coded": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "cases_involved": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "cases_reprisalincident": {
        "desk": "SELECT, INSERT, UPDATE (state, taken, consent)",
        **reads("backup"),
    },
    "cases_safeguardtick": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_safetyplan": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cases_shift": {"desk": "SELECT, INSERT, UPDATE (undone_by_id, undone_on)", **reads("backup")},
    "cases_moved": {"desk": "SELECT, INSERT", **reads("backup")},
    "cases_savedfilter": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "cases_handover": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    # sharing: with the desk of another mandate; stopped, and never removed
    "sharing_sharing": {
        "desk": "SELECT, INSERT, UPDATE (stopped_by_id, stopped_on)",
        **reads("backup"),
    },
    "sharing_sharedsource": {"desk": "SELECT, INSERT", **reads("backup")},
    # kernel.reference
    "reference_change": {**reads(*OUTER), "desk": "SELECT, INSERT"},
    "reference_correction": {"desk": "SELECT, INSERT, UPDATE", **reads("worker", "backup")},
    # world
    **{
        f"world_{table}": reads(*OUTER)
        for table in ("country", "region", "body", "session", "review", "deadline")
    },
    # world.calendars: by the operator's file alone
    "calendars_place": reads("desk", "backup"),
    "calendars_dayoff": reads("desk", "backup"),
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
    # law.national: only added to; the public door sees what the United Nations published
    "national_legalage": {"desk": "SELECT, INSERT", **reads("public", "backup")},
    "national_legalanswer": {"desk": "SELECT, INSERT", **reads("backup")},
    # people.mandates
    "mandates_mandate": reads(*OUTER),
    "mandates_succession": reads(*OUTER),
    "mandates_mandatetitle": reads(*OUTER),
    "mandates_holderterm": reads(*OUTER),
    "mandates_mandatedecision": reads(*OUTER),
    "mandates_relation": reads(*OUTER),
    # checklists: what is asked; the answers lie with what they are about
    "checklists_checklistitem": reads("desk", "worker", "backup"),
    # communications: of the desk; a Mission sees what was sent to States, in the columns that it may
    # know, and adds what comes back; the worker sends notices
    "communications_communication": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT (id, desk_id, code, kind, state, addressee_kind, addressee_state_id,"
        " language, reference_addressee, reference_number, reference_year, mandates, sent_at,"
        " reply_due, public_from, reply_policy, publication_policy, authenticity, rendition_id)",
        "worker": "SELECT (id, code, desk_id, kind, state, addressee_state_id,"
        " reference_addressee, reference_number, reference_year, check_digest, public_from)",
        **reads("backup"),
    },
    "communications_communicationgroup": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_followupstep": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_invitation": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_formerwords": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_annexline": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_letterchecklist": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_review": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_delivery": {
        "desk": "SELECT, INSERT",
        "worker": "SELECT, UPDATE (notified_on)",
        **reads("backup"),
    },
    "communications_attempt": {
        "desk": "SELECT, INSERT, UPDATE",
        "worker": "INSERT, SELECT (id, communication_id, means, made_on, message, outcome),"
        " UPDATE (outcome, outcome_on, returned, outcome_by_id)",
        **reads("backup"),
    },
    "communications_scan": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_scantext": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_incoming": {
        "desk": "SELECT, UPDATE",
        "worker": "INSERT, SELECT (id, digest)",
        **reads("backup"),
    },
    "communications_reply": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "INSERT, SELECT (id, communication_id, received_on, channel, by_mission,"
        " logged_by, language, sealed_id)",
        **reads("backup"),
    },
    "communications_timerequest": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "INSERT, SELECT (id, communication_id, state, asked_on, until, by_mission,"
        " asked_by, sealed_id, granted_until, granted_amount, granted_unit, moves_publication,"
        " answer_id, answered_on)",
        **reads("backup"),
    },
    "communications_letterpause": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT (id, communication_id, paused_on, resumed_on)",
        **reads("backup"),
    },
    "communications_correction": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "INSERT, SELECT (id, communication_id, state, noted_on, noted_by, by_mission,"
        " sealed_id, answer_id, number, answer_by, outcome)",
        **reads("backup"),
    },
    "communications_replyfile": {
        "desk": "SELECT, INSERT",
        "missions": "INSERT, SELECT (id, reply_id, form, parts, large)",
        **reads("backup"),
    },
    "communications_upload": {
        "missions": "SELECT, INSERT, UPDATE (state, file_id)",
        "worker": "SELECT, UPDATE (state, erased_on)",
        **reads("desk", "backup"),
    },
    "communications_release": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_publicrendition": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_announcement": {
        "desk": "SELECT, INSERT, UPDATE (ended_on)",
        "missions": "SELECT (id, communication_id, made_on, ended_on, sealed_id)",
        "worker": "SELECT (id, communication_id, ended_on)",
        **reads("backup"),
    },
    "communications_releasenotice": {"worker": "SELECT, INSERT", **reads("desk", "backup")},
    "communications_reminder": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT (id, communication_id, sent_on, told_id)",
        **reads("backup"),
    },
    "communications_replytranslation": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_factproofs": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_sourcecomment": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_grading": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_passage": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_grade": {"desk": "SELECT, INSERT", **reads("backup")},
    "communications_earlierletter": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "communications_registerdraft": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    # communications: its reference data
    **{
        f"communications_{table}": reads("desk", "missions", "worker", "backup")
        for table in ("policy", "textblock", "reportwindow", "graderule", "proofterm")
    },
    # retention: holds, and what was erased, as tombstones
    "retention_retentionclass": reads("desk", "worker", "backup"),
    "retention_hold": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "retention_purge": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    # recommendations: what sources say is added to, and filled in
    "recommendations_recommendation": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT (id, mechanism, body, symbol, paragraph, text, language, dated)",
        **reads("worker", "backup"),
    },
    # reports
    "reports_sessionreport": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "reports_agreedfigure": {"desk": "SELECT, INSERT", **reads("backup")},
    "recommendations_importdraft": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "recommendations_committeedate": {"desk": "SELECT, INSERT", **reads("backup")},
    "recommendations_committeedraft": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
    "recommendations_sourcerow": {
        "desk": "SELECT, INSERT, UPDATE",
        "worker": "SELECT (id, recommendation_id, kind, position, themes)",
        **reads("backup"),
    },
    "recommendations_searchrow": {
        **dict.fromkeys(("desk", "worker"), "SELECT, INSERT, UPDATE"),
        **reads("backup"),
    },
    # what asks the same: the worker groups, people rule
    "recommendations_alike": {
        **dict.fromkeys(("desk", "worker"), "SELECT, INSERT, UPDATE (cluster, read_with)"),
        **reads("backup"),
    },
    "recommendations_alikeruling": {
        "desk": "SELECT, INSERT",
        "worker": "SELECT (one_id, other_id, same, at)",
        **reads("backup"),
    },
    # of scope the worker reads the words, and people decide
    "recommendations_standing": {
        "desk": "SELECT, INSERT, UPDATE",
        "worker": "SELECT, INSERT, UPDATE (outlook, suggested, tags_suggested, read_with)",
        **reads("backup"),
    },
    "recommendations_scopedecision": {"desk": "SELECT, INSERT", **reads("backup")},
    "recommendations_scopebulk": {"desk": "SELECT, INSERT, UPDATE (undone_at)", **reads("backup")},
    # ratification: contacts are only added
    "ratification_contact": {"desk": "SELECT, INSERT", **reads("backup")},
    **FOLLOWED_AND_VISITED,
    # statements
    **{
        f"statements_{table}": reads(*OUTER)
        for table in ("jointstatement", "statementsigner", "citedfile")
    },
    "published_statement": {  # the public door sees a row once it is released (policies.py)
        "public": "SELECT",
        "desk": KEEP,
        "worker": "SELECT, UPDATE (released_at)",
        **reads("backup"),
    },
    # press: the worker releases a statement at its hour and opens nothing
    "press_pressstatement": {
        "desk": "SELECT, INSERT, UPDATE",
        "worker": "SELECT, UPDATE (state, published_at)",
        **reads("backup"),
    },
    "press_pressstatement_letters": {
        "desk": "SELECT, INSERT, DELETE",
        **reads("worker", "backup"),
    },
    "press_statementchecklist": {"desk": "SELECT, INSERT", **reads("backup")},
    # publication: the desk renews what is found of a fact that it corrects
    "publication_searchentry": {**reads("public", "backup"), "desk": KEEP, "worker": KEEP},
    # what was made public: the desk puts it there and takes it away
    "published_letter": {**reads("public", "worker", "backup"), "desk": KEEP},
    "published_reply": {**reads("public", "worker", "backup"), "desk": KEEP},
    "published_change": {"desk": "SELECT, INSERT", **reads("public", "worker", "backup")},
    **{
        f"published_{table}": {**reads("public", "backup"), "desk": "SELECT, INSERT, DELETE"}
        for table in ("report", "observation", "follow_up")
    },
    **{
        f"published_{table}": {**reads("public", "backup"), "worker": "SELECT, INSERT, DELETE"}
        for table in ("dump", "dump_part")
    },
    "published_earlier": {**reads("public", "worker", "backup"), "desk": KEEP},
}

# The desk corrects facts of these rooms, with reason and source (kernel.reference.actions).
CORRECTED_ROOMS = (
    *("world_", "law_", "mandates_", "visits_", "statements_", "helplines_"),
    *("communications_policy", "communications_textblock", "communications_reportwindow"),
    *("communications_graderule", "communications_proofterm"),
    "retention_retentionclass",
    *("follow_up_scale", "follow_up_mark", "follow_up_strength"),
    *("retention_retentionclass", "checklists_checklistitem"),
)
for _table, _line in GRANTS.items():
    if _table.startswith(CORRECTED_ROOMS):
        _line["desk"] = "SELECT, UPDATE"

# Functions that a role may call (`name`, or `first_letters*`); nobody may call any other.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "procrastinate_*": ("worker",),
    "intake_thread_of": ("intake",),
    "intake_thread_stands": ("intake",),
    "intake_thread_moves": ("intake",),
}
