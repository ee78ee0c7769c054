"""Take in recommendations, beside a bare COPY of the same rows into equal tables; and match them.

The rows of UPR Info are read from the folder beside the repository where it lies there; without it
as many made-up ones of Exerland stand in, and it is said. The JSON of the Index is made up. Peak
memory is that of a process of its own, so that nothing else is counted.
"""

import csv
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from django.db import connection

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.models import Instance
from rapporteur.operations import reference
from rapporteur.recommendations import matching, queries
from rapporteur.recommendations.actions import Loaded, load
from rapporteur.recommendations.alike.actions import group_new
from rapporteur.recommendations.models import Recommendation, SourceRow
from rapporteur.recommendations.readers.given import Given, Kind
from rapporteur.recommendations.readers.opening import opened
from rapporteur.recommendations.readers.states import States
from tests.bench.bench_reference import copied_out, seconds_of_bare_copy
from tests.bench.recommendation_models import of_models
from tests.bench.recommendation_search import of_search
from tests.bench.scratch import scratch_cluster

Row = tuple[str, float, str, str, float]
SHARED = Path(__file__).parents[3] / "shared" / "data" / "recommendations"
UPR_INFO = SHARED / "upr_info_sessions01_16.csv"
LABELLED = SHARED / "double_labelled_session20.csv"
ROWS, INDEX = 31_056, 267_000
ALLOWED_SECONDS, ALLOWED_MEGABYTES = 20.0, 500.0
WORDS = [
    "enact",
    "law",
    "protect",
    "children",
    "schools",
    "train",
    "judges",
    "register",
    "births",
    "review",
    "budget",
]
LAST = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)[;., ]*$")  # the last brackets of a text
TABLES = (Recommendation, SourceRow)


def made_csv(path: Path) -> Path:
    """Write rows of the form of UPR Info about Exerland."""
    heads = "rec_id state_under_review session cycle text recommending_state response"
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*heads.split(), "action_category", "issues"])
        for number in range(ROWS):
            text = f"Exercise: {' '.join(WORDS)}, step {number}"
            lines.writerow([f"X-{number}", "Exerland", 5, 1, text, "Chile", "Accepted", 4, "Law"])
    return path


def made_json(path: Path) -> Path:
    """Write a file of the Index, 360 MB, of Exerland."""
    filler = " ".join(WORDS * 10)
    with path.open("w") as file:
        file.write("[")
        for number in range(INDEX):
            entry = {
                "AnnotationId": f"x-{number}",
                "Symbol": f"A/HRC/{number // 900}/{number % 9 + 1}",
                "PublicationDate": "2015-01-05T00:00:00",
                "Body": "UPR",
                "AnnotationType": "Recommendations",
                "Countries": ["Exerland"],
                "Themes": ["Juvenile justice", "Right to education"],
                "AffectedPersons": ["Children"],
                "Text": f"<p>{number % 180 + 1}.{number % 99} {filler} {number} (Chile);</p>",
                "UprSession": str(number % 40 + 1),
                "UprRecommendingStates": ["Chile"],
                "UprPosition": "Supported",
            }
            file.write(("," if number else "") + json.dumps(entry))
        file.write("]")
    return path


def take(path: Path, *, dry_run: bool = False) -> tuple[float, Loaded]:
    states = queries.states()
    began = perf_counter()
    with opened(path, states) as rows:
        told = load(
            rows, states, file=path.name, by="command:bench", dry_run=dry_run, skip_refused=True
        )
    return perf_counter() - began, told


def bare() -> float:
    """Return the seconds of a bare COPY of what stands in both tables."""
    seconds = 0.0
    for model in TABLES:
        with tempfile.TemporaryFile() as rows:
            copied_out(model._meta.db_table, rows)
            seconds += seconds_of_bare_copy(model._meta.db_table, rows)
    return seconds


def only_read(path: str) -> None:
    """Take in a file as the command does, alone in a process; print seconds and megabytes."""
    seconds, told = take(Path(path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": told.rows}))


def run() -> Iterator[Row]:
    with scratch_cluster() as home:
        Instance.objects.create(mode=Instance.Mode.EXERCISE, created_on=today())
        reference.command(quietly=True)
        yield from of_upr_info(home)
        yield from of_search()
        yield from of_index(home)
        yield from of_matching()
    yield from of_models(UPR_INFO)


def of_upr_info(home: Path) -> Iterator[Row]:
    real = UPR_INFO.exists()
    path = UPR_INFO if real else made_csv(home / "made.csv")
    seconds, told = take(path)
    again, unchanged = take(path)
    base = bare()
    what = "31,056 rows of UPR Info" if real else "31,056 made-up rows"
    yield f"recommendations: {what}", seconds, "s", "20 s allowed", seconds / ALLOWED_SECONDS
    yield f"recommendations: {told.rows} rows", seconds, "s", "bare COPY of both", seconds / base
    same = f"{unchanged.unchanged} unchanged, {unchanged.changed + unchanged.rows} not"
    yield "recommendations: the same again", again, "s", same, again / seconds
    began = perf_counter()
    states = group_new(by="command:bench", at_most=INDEX)
    grouping = perf_counter() - began
    about = f"{states} States, beside the import"
    yield "recommendations: grouped by what they ask", grouping, "s", about, grouping / seconds


def of_index(home: Path) -> Iterator[Row]:
    path = made_json(home / "index.json")
    size = path.stat().st_size / 1e6
    seconds, peak, rows = in_child(path)
    yield f"recommendations: Index, {rows:,}, {size:.0f} MB", seconds, "s", "600 s", seconds / 600
    yield "recommendations: its peak memory", peak, "MB", "500 MB", peak / ALLOWED_MEGABYTES


def in_child(path: Path) -> tuple[float, float, int]:
    """Load a file in a process of its own against the same database."""
    given = connection.settings_dict
    setting = json.dumps({key: given[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    code = (
        "import json, sys, django; from django.conf import settings;"
        f"settings.DATABASES['default'].update(json.loads({setting!r})); django.setup();"
        "from tests.bench import bench_recommendations as b; b.only_read(sys.argv[1])"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    told = json.loads(made.stdout)
    return told["seconds"], told["peak"], told["rows"]


def of_matching() -> Iterator[Row]:
    """Hold the list of OHCHR against rows of the form of UPR Info, of which the text alone is kept."""
    if not LABELLED.exists():
        return
    with LABELLED.open(newline="") as file:
        lines = list(csv.DictReader(file))
    states = queries.states()
    began = perf_counter()
    joined = sum(is_joined(line, states) for line in lines)
    took = (perf_counter() - began) * 1000
    share = joined / len(lines)
    yield f"recommendations: {joined} of {len(lines)} joined", share, "share", ".99", share / 0.99
    yield "recommendations: matching one", took / len(lines), "ms", "1 ms", took / len(lines)


def is_joined(line: dict[str, str], states: States) -> bool:
    """Tell whether each row of a State that recommends is joined to the row of the list."""
    listed = Given(
        line=1,
        text=line["text_ohchr"],
        kind=Kind.THEMATIC,
        states=[line["sur_iso3"]],
        recommending=states.in_brackets(line["text_ohchr"])[0],
        session=20,
        paragraph=line["paragraph"],
    )
    named = line["uprinfo_recommending_states"].split("; ")
    bare_words = without_states(line["text_ohchr"].partition(" ")[2], named)
    others = [
        Given(
            line=1,
            text=bare_words,
            kind=Kind.UPR_INFO,
            states=[line["sur_iso3"]],
            recommending=states.several(name)[0],
            session=20,
        )
        for name in named
        # The same words in two paragraphs: UPR Info's file gives the States of both.
        if set(states.several(name)[0]) & set(listed.recommending)
    ]
    key = key_of(listed, states)
    mark = matching.mark_of(listed)
    return bool(others) and all(
        key_of(one, states) == key and matching.same(mark, matching.mark_of(one), one_source=False)
        for one in others
    )


def without_states(text: str, names: list[str]) -> str:
    """Take off the brackets at the end that name one who recommends, by plain words."""
    words = {word for name in names for word in name.replace("&", " ").split() if len(word) > 2}
    while (found := LAST.search(text)) and words & set(re.findall(r"\w+", found[1])):
        text = text[: found.start()]
    return text


def key_of(row: Given, states: States) -> str:
    return matching.key_of(matching.normal(row.text, row.paragraph, states), row.states)
