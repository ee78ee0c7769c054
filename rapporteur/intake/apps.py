from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "rapporteur.intake"
    label = "intake"
