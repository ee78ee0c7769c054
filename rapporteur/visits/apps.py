from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "rapporteur.visits"
    label = "visits"
