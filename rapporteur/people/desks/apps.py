from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "rapporteur.people.desks"
    label = "desks"
