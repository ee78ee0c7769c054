"""A thread moves to a new code: its row and every wrapped key at once, or nothing.

The function runs with the owner's rights. Whoever calls it has the old look-up value, and hands
over each key of the thread, sealed anew, under the place that it is bound to. Where a row was
added meanwhile nothing is changed, and it answers false.
"""

from django.db import migrations

MAKE = """
    CREATE FUNCTION intake_thread_moves(wanted bytea, moved_to bytea, moved_half bytea,
                                        pepper smallint, places text[], keys bytea[])
    RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        DECLARE found_thread uuid; held bigint;
        BEGIN
            SELECT t.id INTO found_thread FROM public.intake_thread t
            WHERE t.lookup = wanted AND octet_length(wanted) = 32 FOR UPDATE;
            IF found_thread IS NULL OR octet_length(moved_to) <> 32 THEN
                RETURN false;
            END IF;
            SELECT (SELECT count(*) FROM public.intake_draft d WHERE d.thread_id = found_thread)
                 + (SELECT count(*) FROM public.intake_sourcewrap w WHERE w.thread_id = found_thread)
            INTO held;
            IF held <> cardinality(places) OR held <> cardinality(keys) THEN
                RETURN false;
            END IF;
            UPDATE public.intake_draft d SET wrapped = n.wrapped
            FROM unnest(places, keys) AS n(place, wrapped)
            WHERE d.thread_id = found_thread AND n.place = 'intake.draft|' || d.id || '|1';
            UPDATE public.intake_sourcewrap w SET wrapped = n.wrapped
            FROM unnest(places, keys) AS n(place, wrapped)
            JOIN public.vault_version v ON v.record_id = split_part(n.place, '|', 2)::uuid
                AND v.number = split_part(n.place, '|', 3)::integer
            WHERE w.thread_id = found_thread AND w.version_id = v.id;
            UPDATE public.intake_thread t
            SET lookup = moved_to, public_half = moved_half, pepper_version = pepper
            WHERE t.id = found_thread;
            RETURN true;
        END
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0021_kinds_of_messages")]

    operations = [
        migrations.RunSQL(
            MAKE,
            "DROP FUNCTION intake_thread_moves(bytea, bytea, bytea, smallint, text[], bytea[])",
        ),
    ]
