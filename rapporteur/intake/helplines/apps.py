from django.apps import AppConfig


class HelplinesConfig(AppConfig):
    name = "rapporteur.intake.helplines"
    label = "helplines"
