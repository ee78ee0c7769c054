from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "rapporteur.visits.cycles"
    label = "cycles"
