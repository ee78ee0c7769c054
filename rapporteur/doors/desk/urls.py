"""Addresses of the desk door."""

from django.urls import URLPattern, URLResolver, include, path

from rapporteur.doors.desk.views import (
    account,
    cases,
    corrections,
    files,
    identities,
    journal,
    letter_replies,
    letters,
    members,
    missions,
    publications,
    received,
    references,
    today,
    triages,
    vault,
)

handler400 = "rapporteur.doors.login_views.bad_request"
handler403 = "rapporteur.doors.login_views.forbidden"
handler404 = "rapporteur.doors.login_views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.home, name="home"),
    path("received/", received.received_list, name="received"),
    path("received/<uuid:pk>/", received.received_open, name="received_open"),
    path("received/<uuid:pk>/write/", received.received_write, name="received_write"),
    path("received/<uuid:pk>/case/", received.received_case, name="received_case"),
    path("received/<uuid:pk>/source/", identities.received_source, name="received_source"),
    path("received/asked/<uuid:pk>/", identities.received_asking, name="received_asking"),
    path("cases/", cases.cases_list, name="cases"),
    path("cases/emerging/", cases.cases_emerging, name="cases_emerging"),
    path("cases/<uuid:pk>/", cases.cases_case, name="cases_case"),
    path("cases/<uuid:pk>/notes/", cases.cases_notes, name="cases_notes"),
    path("cases/<uuid:pk>/owner/", cases.cases_owner, name="cases_owner"),
    path("cases/<uuid:pk>/consent/", cases.cases_consent, name="cases_consent"),
    path("cases/<uuid:pk>/triage/", cases.cases_begin, name="cases_begin"),
    path("cases/<uuid:pk>/<slug:move>/", cases.cases_move, name="cases_move"),
    path("triages/<uuid:pk>/", triages.cases_triage, name="cases_triage"),
    path("triages/<uuid:pk>/decide/", triages.cases_triage_decide, name="cases_triage_decide"),
    path("triages/<uuid:pk>/record.json", triages.cases_triage_record, name="cases_triage_record"),
    path(
        "triages/<uuid:pk>/step/<slug:step>/", triages.cases_triage_step, name="cases_triage_step"
    ),
    path("triages/<uuid:pk>/<slug:part>/", triages.cases_triage_part, name="cases_triage_part"),
    path("communications/", letters.communications_list, name="communications"),
    path("communications/on/<uuid:pk>/", letters.communications_begin, name="communications_begin"),
    path("communications/<uuid:pk>/", letters.communications_letter, name="communications_letter"),
    path("communications/<uuid:pk>/", include("rapporteur.doors.desk.letter_urls")),
    path("replies/<uuid:pk>/", letter_replies.communications_reply, name="communications_reply"),
    path("replies/<uuid:pk>/public/", publications.publications_reply, name="publications_reply"),
    path("publications/<uuid:pk>/", publications.publications_preview, name="publications_preview"),
    path(
        "publications/<uuid:pk>/write/", publications.publications_write, name="publications_write"
    ),
    path(
        "publications/<uuid:pk>/<slug:verb>/",
        publications.publications_step,
        name="publications_step",
    ),
    path("time/<uuid:pk>/", letter_replies.communications_time, name="communications_time"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.members_invite, name="members_invite"),
    path("members/missions/", missions.members_missions, name="members_missions"),
    path(
        "members/missions/invite/",
        missions.members_missions_invite,
        name="members_missions_invite",
    ),
    path("members/<uuid:pk>/let-in/", members.members_let_in, name="members_let_in"),
    path("members/<uuid:pk>/agree/", members.members_agree, name="members_agree"),
    path("members/<uuid:pk>/remove/", members.members_remove, name="members_remove"),
    path("members/<uuid:pk>/roles/", members.members_roles, name="members_roles"),
    path("members/<uuid:pk>/account/", members.members_account, name="members_account"),
    path("members/<uuid:pk>/key/", members.members_key, name="members_key"),
    path(
        "corrections/<uuid:pk>/",
        corrections.corrections_correction,
        name="corrections_correction",
    ),
    path("files/<uuid:pk>/", files.files_file, name="files_file"),
    path("files/<uuid:pk>/page/<int:number>/", files.files_page, name="files_page"),
    path("files/<uuid:pk>/want/", files.files_want, name="files_want"),
    path("files/<uuid:pk>/release/", files.files_release, name="files_release"),
    path("files/<uuid:pk>/original/", files.files_original, name="files_original"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.journal_verify, name="journal_verify"),
    path("reference/", references.reference, name="reference"),
    path("reference/<str:name>/", references.reference_table, name="reference_table"),
    path(
        "reference/<str:name>/correct/<slug:field>/<path:key>/",
        references.reference_correct,
        name="reference_correct",
    ),
    path("reference/<str:name>/<path:key>/", references.reference_record, name="reference_record"),
    path("vault/<uuid:pk>/move/", vault.vault_move, name="vault_move"),
    path("vault/<uuid:pk>/new-key/", vault.vault_new_key, name="vault_new_key"),
    path("vault/names/", identities.vault_names, name="vault_names"),
    path(
        "vault/names/<uuid:pk>/<slug:side>/hand/",
        identities.vault_hand_half,
        name="vault_hand_half",
    ),
    path(
        "vault/names/<uuid:pk>/<slug:side>/change/",
        identities.vault_change_half,
        name="vault_change_half",
    ),
    path("vault/", include("rapporteur.doors.vault_urls")),
    path("account/", account.account, name="account"),
    path("account/", include("rapporteur.doors.login_urls")),
]
