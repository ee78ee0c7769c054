from django.apps import AppConfig


class WorldConfig(AppConfig):
    name = "rapporteur.world"
    label = "world"
