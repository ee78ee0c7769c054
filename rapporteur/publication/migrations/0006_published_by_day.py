from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0004_published_earlier_letters"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publishedletter",
            index=models.Index(fields=["published_on"], name="published_by_day"),
        ),
    ]
