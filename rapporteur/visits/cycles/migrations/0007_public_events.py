"""What may be shown of visits, as a view: rows and columns, and nothing of the desk's own (ADR 0197).

A source is public where it names a document of the United Nations by its symbol, an address on the
web, or a public page of the Office of the High Commissioner. What names a letter, by its official
reference or by ours, is left out whatever else it names. So is what tells of a report of ours that
waits for its day, which is a day in UTC, as everywhere.
"""

from django.db import migrations

PUBLIC = (
    r"(^|[^A-Za-z0-9/])(A|E|S|ST|CRC|CEDAW|CCPR|CAT|CERD|CMW|CRPD|CED|HRI)/[A-Z0-9]"
    r"|https?://[^ ]+[.]"
    r"|^OHCHR[ ,:]+(register of |database of )?(call for inputs?|country visits)"
)
OF_A_LETTER = r"[A-Z]{3} ?[1-9][0-9]{0,3}/(19|20)[0-9]{2}([^0-9]|$)|L-[A-Z0-9]{4}-[A-Z0-9]{4}"
EVENTS = f"""
SELECT concat_ws('/', mandate_id, country_id, kind, starts_on) AS key, id AS document_id,
       mandate_id, country_id, kind, '' AS side, starts_on AS day, starts_on, ends_on, symbol,
       source, as_of, evidence, note, text_held, COALESCE(told.at, to_timestamp(0)) AS told_at
FROM visits_visitevent
LEFT JOIN (SELECT key, max(at) AS at FROM reference_change
           WHERE "table" = 'visits.visitevent' GROUP BY key) AS told
ON told.key = concat_ws('/', mandate_id, country_id, kind, starts_on)
WHERE evidence IN ('report', 'document')
AND source ~ '{PUBLIC}' AND concat_ws(' ', source, symbol, note) !~ '{OF_A_LETTER}'
AND NOT EXISTS (
    SELECT FROM reference_correction AS one
    WHERE one."table" = 'visits.visitevent' AND one.withdrawn_at IS NULL
    AND one.key = concat_ws('/', mandate_id, country_id, visits_visitevent.kind, starts_on)
    AND (one.source !~ '{PUBLIC}' OR one.source ~ '{OF_A_LETTER}'))
UNION ALL
SELECT id::text, NULL, mandate_id, country_id, kind, side, COALESCE(NULLIF(day, ''), starts_on),
       starts_on, ends_on, symbol, source, as_of, 'document', '', false, at
FROM cycles_registerevent
WHERE source ~ '{PUBLIC}' AND concat_ws(' ', source, symbol) !~ '{OF_A_LETTER}'
"""  # noqa: S608 - patterns of ours
VIEW = f"""
CREATE VIEW visits_publicevent WITH (security_barrier) AS
SELECT * FROM ({EVENTS}) AS event
WHERE NOT EXISTS (
    SELECT FROM published_report AS waiting
    WHERE waiting.published_on > (now() AT TIME ZONE 'UTC')::date AND waiting.symbol <> ''
    AND (waiting.symbol = event.symbol OR strpos(event.source, waiting.symbol) > 0))
"""  # noqa: S608 - as above


class Migration(migrations.Migration):
    dependencies = [
        ("cycles", "0006_dossiers"),
        ("visits", "0003_public_events"),
        ("reference", "__first__"),
        ("publication", "0008_published_reports"),
    ]

    operations = [migrations.RunSQL(VIEW, "DROP VIEW visits_publicevent")]
