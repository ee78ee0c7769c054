"""The one way by which the intake door reads: a thread's rows, for whoever has its look-up value.

The function runs with the owner's rights and a fixed search path, takes the value as a whole, and
answers nothing for any other. Its first row is the thread itself.
"""

from django.db import migrations

MAKE = """
    CREATE FUNCTION intake_thread_of(wanted bytea)
    RETURNS TABLE (what text, id uuid, desk uuid, day date, from_desk boolean, place text,
                   envelope bytea, wrapped bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
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
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_threads_and_submissions")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION intake_thread_of(bytea)")]
