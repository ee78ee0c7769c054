"""Whether a code still opens its thread, asked while a row is added; replaced drafts go with it.

The function runs with the owner's rights, takes the look-up value as a whole, and touches nothing
of any other thread. Called after a row of the thread was added, it sees every change of the code
that came before: the row holds the thread until the transaction ends.
"""

from django.db import migrations

MAKE = """
    CREATE FUNCTION intake_thread_stands(wanted bytea, replaced uuid[]) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$
        DECLARE found_thread uuid;
        BEGIN
            SELECT t.id INTO found_thread FROM public.intake_thread t
            WHERE t.lookup = wanted AND octet_length(wanted) = 32;
            IF found_thread IS NULL THEN
                RETURN false;
            END IF;
            IF cardinality(replaced) > 0 THEN
                DELETE FROM public.intake_draft d
                WHERE d.thread_id = found_thread AND d.id = ANY(replaced);
            END IF;
            RETURN true;
        END
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_queue_by_key")]

    operations = [
        migrations.RunSQL(MAKE, "DROP FUNCTION intake_thread_stands(bytea, uuid[])"),
    ]
