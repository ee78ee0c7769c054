"""The function by which the door reads a thread is planned once a connection, not once a call.

PostgreSQL plans a function in SQL that runs with its owner's rights anew at each call, which took
five times as long as finding the rows. One in PL/pgSQL keeps its plan. What it asks, whom it answers
and the rights on it are those of 0002. ADR 0136.
"""

from django.db import migrations

ASKED = """
        WITH thread AS (
            SELECT t.id, t.desk, t.day FROM public.intake_thread t
            WHERE t.lookup = wanted AND octet_length(wanted) = 32
        ), sealed AS (
            SELECT 'submission' AS what, s.id, s.thread_id, s.day, false AS from_desk, s.sealed_id
            FROM public.intake_submission s JOIN thread ON thread.id = s.thread_id
            UNION ALL
            SELECT 'message', m.id, m.thread_id, m.day, m.from_desk, m.sealed_id
            FROM public.intake_message m JOIN thread ON thread.id = m.thread_id
        )
        SELECT 'thread', thread.id, thread.desk, thread.day, false, '', ''::bytea, ''::bytea
        FROM thread
        UNION ALL
        SELECT 'draft', d.id, NULL, d.day, false, 'intake.draft|' || d.id || '|1',
               d.envelope, d.wrapped
        FROM public.intake_draft d JOIN thread ON thread.id = d.thread_id
        UNION ALL
        SELECT sealed.what, sealed.id, NULL, sealed.day, sealed.from_desk,
               r.kind || '|' || r.id || '|' || v.number, v.envelope, w.wrapped
        FROM sealed
        JOIN public.vault_version v ON v.id = sealed.sealed_id
        JOIN public.vault_sealedrecord r ON r.id = v.record_id
        JOIN public.intake_sourcewrap w ON w.version_id = v.id AND w.thread_id = sealed.thread_id
"""
# Replaced and not dropped, so that the rights on it stay as they were granted.
MAKE = """
    CREATE OR REPLACE FUNCTION intake_thread_of(wanted bytea)
    RETURNS TABLE (what text, id uuid, desk uuid, day date, from_desk boolean, place text,
                   envelope bytea, wrapped bytea)
    LANGUAGE {} STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ {} $$
"""
# What it returns is named like the columns that it asks for: those are meant.
KEPT = MAKE.format("plpgsql", f"#variable_conflict use_column\n BEGIN RETURN QUERY {ASKED}; END")
ANEW = MAKE.format("sql", ASKED)


class Migration(migrations.Migration):
    dependencies = [("intake", "0041_asking_and_answering")]

    operations = [migrations.RunSQL(KEPT, ANEW)]
