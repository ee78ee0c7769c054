"""Let the database make the vector of each entry, with the dictionary of the row's language.

Each language has an index of its own: a word of one is then never looked for among the rows of
another. What is written goes into the index at once: a list of what is pending would be read by
every question until the next vacuum. Every row also holds its words as they are, so that the
beginning of a word finds it.
"""

from django.db import migrations

# A generated column needs constants, so the dictionaries stand here one by one.
DICTIONARIES = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian"}
COLUMNS = {"title_words": "A", "other_words": "B", "body_words": "C"}


def weighed(dictionary):
    return " || ".join(
        f"setweight(to_tsvector('pg_catalog.{dictionary}', {column}), '{weight}')"
        for column, weight in COLUMNS.items()
    )


VECTOR = (
    "ALTER TABLE publication_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    f"{weighed('simple')} || CASE language "
    + " ".join(f"WHEN '{code}' THEN {weighed(name)}" for code, name in DICTIONARIES.items())
    + " ELSE ''::tsvector END) STORED"
)
INDEXES = [
    f"CREATE INDEX search_words_{code[:2]} ON publication_searchentry USING gin (vector)"
    f" WITH (fastupdate = off) WHERE language = '{code}'"
    for code in (*DICTIONARIES, "zh-hans")
]
DROP = "ALTER TABLE publication_searchentry DROP COLUMN vector"  # takes the indexes along


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_search_entries")]
    operations = [migrations.RunSQL([VECTOR, *INDEXES], DROP)]
