"""Addresses of one letter, below its own."""

from django.urls import URLPattern, path

from rapporteur.doors.desk.views import (
    joint,
    letter_clock,
    letter_follow_ups,
    letter_groups,
    letter_law,
    letter_replies,
    letter_sets,
    letter_steps,
    letter_texts,
    publications,
)

urlpatterns: list[URLPattern] = [
    path("read/", letter_texts.communications_read, name="communications_read"),
    path("read/letter.<slug:ending>", letter_texts.communications_file, name="communications_file"),
    path("write/", letter_texts.communications_write, name="communications_write"),
    path("choose/", letter_texts.communications_choose, name="communications_choose"),
    path("thread/", letter_groups.communications_thread, name="communications_thread"),
    path("asked/", letter_groups.communications_asked, name="communications_asked"),
    path("sister/", letter_groups.communications_sister, name="communications_sister"),
    path("join/", letter_groups.communications_join, name="communications_join"),
    path(
        "compare/<uuid:sister>/",
        letter_groups.communications_compare,
        name="communications_compare",
    ),
    path("translated/", letter_groups.communications_translated, name="communications_translated"),
    path("naming/", letter_groups.communications_naming, name="communications_naming"),
    path("follow-up/", letter_follow_ups.communications_follow_up, name="communications_follow_up"),
    path("next/", letter_follow_ups.communications_rung, name="communications_rung"),
    path("spread/", letter_sets.communications_spread, name="communications_spread"),
    path("set/<slug:verb>/", letter_sets.communications_set, name="communications_set"),
    path("annex/", letter_law.communications_annex, name="communications_annex"),
    path("annex/<uuid:line>/", letter_law.communications_line, name="communications_line"),
    path("propose/", letter_law.communications_propose, name="communications_propose"),
    path("review/", letter_steps.communications_review, name="communications_review"),
    path("step/<slug:verb>/", letter_steps.communications_step, name="communications_step"),
    path(
        "invitation/<uuid:invitation>/",
        letter_steps.communications_invitation,
        name="communications_invitation",
    ),
    path("ask-to-join/", joint.communications_ask_to_join, name="communications_ask_to_join"),
    path(
        "invitation/<uuid:invitation>/close/",
        joint.communications_close_window,
        name="communications_close_window",
    ),
    path(
        "invitation/<uuid:invitation>/changes/",
        joint.communications_changes,
        name="communications_changes",
    ),
    path("reference/", letter_steps.communications_reference, name="communications_reference"),
    path("export/", letter_steps.communications_export, name="communications_export"),
    path("public/", publications.publications_letter, name="publications_letter"),
    path("log/", letter_replies.communications_log, name="communications_log"),
    path("ask/", letter_replies.communications_ask, name="communications_ask"),
    path("clock/", letter_clock.communications_clock, name="communications_clock"),
    path("tell/", letter_replies.communications_tell, name="communications_tell"),
]
