
import django.db.models.deletion
import rapporteur.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('law', '0004_reservations_not_told_apart'),
        ('world', '0005_country_lists_may_be_unknown'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=rapporteur.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('made_on', models.DateField()),
                ('means', models.CharField(choices=[('letter', 'letter'), ('meeting', 'meeting'), ('call', 'telephone call'), ('visit', 'during a visit'), ('other', 'another way')], max_length=8)),
                ('outcome', models.CharField(max_length=1000)),
                ('next_step', models.CharField(blank=True, max_length=300)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='world.country')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='law.instrument')),
            ],
            options={
                'ordering': ['made_on', 'at', 'pk'],
                'indexes': [models.Index(fields=['instrument', 'country'], name='contact_about')],
                'constraints': [models.CheckConstraint(condition=models.Q(('next_on__isnull', True), models.Q(('next_step', ''), _negated=True), _connector='OR'), name='contact_next_day_has_step')],
            },
        ),
    ]
