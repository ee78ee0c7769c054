"""Addresses of search and open data at the public door.

`pages` are in the language of the address; `files` are the same for everyone and stand at the
root, so that their addresses last.
"""

from django.urls import URLPattern, URLResolver, path

from rapporteur.doors.documents import FORMS
from rapporteur.doors.public import codes  # noqa: F401 - makes <code:…> known
from rapporteur.doors.public.views import (
    changes,
    codebooks,
    dumps,
    follow_ups,
    letter_feeds,
    letters,
    open_data,
    ratification,
    reports,
    search,
    visits,
)
from rapporteur.publication import citations
from rapporteur.publication import dumps as packed

pages: list[URLPattern | URLResolver] = [
    path("search/", search.search, name="search"),
    path("data/", open_data.open_data, name="open_data"),
    path("changes.atom", open_data.changes, name="changes"),
    path("corrections.atom", changes.corrections_feed, name="corrections_feed"),
    path("data/<code:name>/", codebooks.page, name="open_data_codebook"),
    path("visits.atom", visits.visits_feed, name="visits_feed"),
    path("letters.atom", letter_feeds.letters_feed, name="letters_feed"),
    path("instruments/<code:key>/changes.atom", ratification.ratification_feed, name="treaty_feed"),
    path("states/<code:iso3>/letters.atom", letter_feeds.state_feed, name="state_feed"),
    path("mandates/<code:code>/letters.atom", letter_feeds.mandate_feed, name="mandate_feed"),
]
files: list[URLPattern | URLResolver] = [
    path("data/openapi.json", open_data.open_data_openapi, name="open_data_openapi"),
    *(
        path(
            f"data/letters/<code:key>.{one}", letters.letter_file, {"ending": one}, f"letter_{one}"
        )
        for one in FORMS
    ),
    *(
        path(
            f"data/letters/<code:key>.{one}",
            letters.citation_file,
            {"ending": one},
            f"letter_{one}",
        )
        for one in citations.FORMS
    ),
    *(
        path(
            f"data/reports/<code:key>.{one}", reports.report_file, {"ending": one}, f"report_{one}"
        )
        for one in FORMS
    ),
    path(
        "data/follow-up/<code:key>.json",
        follow_ups.follow_up_json,
        name="published_follow_up_json",
    ),
    *(
        path(
            f"data/follow-up/<code:key>.{one}",
            follow_ups.follow_up_file,
            {"ending": one},
            f"published_follow_up_{one}",
        )
        for one in FORMS
    ),
    path("data/dumps.json", dumps.dump_list, name="dump_list"),
    *(
        path(f"data/dumps/<code:name>.{one}.gz", dumps.dump_file, {"form": one}, f"dump_{one}")
        for one in packed.FORMS
    ),
    path("data/<code:name>/codebook.csv", codebooks.csv_file, name="codebook_csv"),
    path("data/<code:name>/codebook.json", codebooks.json_file, name="codebook_json"),
    path("data/states/<code:iso3>.json", open_data.open_data_state, name="open_data_state"),
    path("data/instruments/<code:key>.csv", ratification.ratification_csv, name="treaty_csv"),
    path("data/<code:name>.csv", open_data.open_data_csv, name="open_data_csv"),
    path("data/<code:name>.json", open_data.open_data_json, name="open_data_json"),
]
urlpatterns = [*files, *pages]
