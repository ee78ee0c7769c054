"""Who may do what with the tables of follow-up and of visits: a part of `grants`."""

from rapporteur.doors.granting import OUTER, reads

GRANTS: dict[str, dict[str, str]] = {
    # follow_up: what is followed, and what comes in about it, which nobody changes; a Mission sees
    # what it sent, in the columns that it may know
    "follow_up_following": {
        "desk": "SELECT, INSERT, UPDATE",
        "missions": "SELECT (id, desk_id, recommendation_id, country_id, state, begun_on)",
        **reads("backup"),
    },
    "follow_up_nextaction": {"desk": "SELECT, INSERT", **reads("backup")},
    "follow_up_commitment": {"desk": "SELECT, INSERT, UPDATE (key)", **reads("backup")},
    "follow_up_commitmentversion": {"desk": "SELECT, INSERT", **reads("backup")},
    "follow_up_evidence": {
        "desk": "SELECT, INSERT, UPDATE (state, attribution)",
        "missions": "INSERT, SELECT (id, following_id, state, received_on, by_mission, logged_by,"
        " language, form, parts, sealed_id)",
        **reads("backup"),
    },
    **{
        f"follow_up_{table}": {"desk": "SELECT, INSERT", **reads("backup")}
        for table in (
            *("review", "confirmation", "assessment", "assessment_evidence"),
            *("usefulelsewhere", "lesson"),
        )
    },
    # follow_up.links: released by a person, looked up by the worker, never deleted
    "links_watchedlink": {
        "desk": "SELECT, INSERT, UPDATE (ended_on)",
        "worker": "SELECT (id, address, ended_on)",
        **reads("backup"),
    },
    "links_linkcheck": {"desk": "SELECT", "worker": "SELECT, INSERT", **reads("backup")},
    "follow_up_followupreport": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "follow_up_proposal": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    **{
        f"follow_up_{table}": reads("desk", "missions", "worker", "backup")
        for table in ("scale", "mark", "strength")
    },
    # visits
    "visits_visitevent": reads(*OUTER),  # the public door sees the rows of the view (policies.py)
    "visits_publicevent": reads("public", "desk", "backup"),  # the desk renews what is found
    # visits.choosing: only added to, of the desk; the weights are public
    "choosing_weighting": {"desk": "SELECT, INSERT", **reads("public", "backup")},
    **{
        f"choosing_{table}": {"desk": "SELECT, INSERT", **reads("backup")}
        for table in ("figure", "run", "decision")
    },
    # visits.cycles: of the desk; what happened is only added to
    "cycles_visit": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cycles_visitedstate": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_visitstep": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_dossier": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_snapshot": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_visitletter": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cycles_paper": {"desk": "SELECT, INSERT, UPDATE", **reads("backup")},
    "cycles_termanswer": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_followed": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_aftercheck": {"desk": "SELECT, INSERT, UPDATE (done_on, by_id)", **reads("backup")},
    "cycles_pace": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_registerevent": {"desk": "SELECT, INSERT", **reads("backup")},
    "cycles_registerdraft": {"desk": "SELECT, INSERT, DELETE", **reads("backup")},
}
