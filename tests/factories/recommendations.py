"""Recommendations to Exerland, and the words by which scope is suggested."""

from rapporteur.recommendations.deciding import reading
from rapporteur.recommendations.models import Mechanism, Recommendation, SourceRow, Standing

SURE = "Ratify the OPSC, prohibit the sale of children and combat trafficking in children."
LIKELY = "Investigate all cases of sexual abuse of children."
OPEN = "Ensure that children go to school."
NOTHING = "Abolish the death penalty."


def make_recommendation(text=SURE, *, read=True, **more):
    """Make a recommendation of the review, read with the terms unless it shall stay unread."""
    made = Recommendation.objects.create(
        match_key="m",
        mechanism=more.pop("mechanism", Mechanism.UPR),
        text=text,
        language=more.pop("language", "en"),
        country_id=more.pop("country", "XEX"),
        states=more.pop("states", ["XEX"]),
        symbol=more.pop("symbol", "A/HRC/99/1"),
        paragraph=more.pop("paragraph", "6.1"),
        source="exercise",
        **more,
    )
    if read:
        Standing.objects.bulk_create([reading.read(made)])
    return made


def give_theme(one, *themes):
    """Let a source give themes to a recommendation."""
    return SourceRow.objects.create(
        recommendation=one,
        kind="uhri",
        key=str(one.pk),
        words="w",
        digest="d",
        file="exercise.json",
        line=1,
        loaded_at="2026-11-25T00:00Z",
        text=one.text,
        themes=list(themes),
    )
