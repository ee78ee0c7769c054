"""What a database is for cannot be changed afterwards, not even by its owner's slip."""

from django.db import migrations

KEEP = """
CREATE FUNCTION instance_keeps_its_mode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.mode = OLD.mode
       AND NEW.created_on = OLD.created_on THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an installation is an exercise or real once and for ever'
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER instance_keeps_its_mode BEFORE UPDATE OR DELETE ON instance_instance
    FOR EACH ROW EXECUTE FUNCTION instance_keeps_its_mode();
"""
DROP = """
DROP TRIGGER instance_keeps_its_mode ON instance_instance;
DROP FUNCTION instance_keeps_its_mode();
"""


class Migration(migrations.Migration):
    dependencies = [("instance", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, DROP)]
