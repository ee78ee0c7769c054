from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "rapporteur.retention"
    label = "retention"
