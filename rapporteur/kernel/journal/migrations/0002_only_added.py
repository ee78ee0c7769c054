"""Rows of the journal are only added: the database itself refuses the rest, to everyone."""

from django.db import migrations

TABLES = ("journal_entry", "journal_link", "journal_checkpoint")
MAKE = """
CREATE FUNCTION journal_is_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are only ever added.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
""" + "".join(
    f"""
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_only_added();
"""
    for table in TABLES
)
UNMAKE = "".join(f"DROP TRIGGER only_added ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_entries_and_chain")]
    operations = [
        migrations.RunSQL(MAKE, UNMAKE + "DROP FUNCTION journal_is_only_added();"),
    ]
