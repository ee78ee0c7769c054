"""What was said before going live is only added to: the database refuses the rest, to everyone."""

from django.db import migrations

MAKE = """
CREATE FUNCTION golive_is_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON instance_golivestep
    FOR EACH STATEMENT EXECUTE FUNCTION golive_is_only_added();
"""
UNMAKE = """
DROP TRIGGER only_added ON instance_golivestep;
DROP FUNCTION golive_is_only_added();
"""


class Migration(migrations.Migration):
    dependencies = [("instance", "0004_steps_of_going_live")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
