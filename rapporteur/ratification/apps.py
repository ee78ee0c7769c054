from django.apps import AppConfig


class RatificationConfig(AppConfig):
    name = "rapporteur.ratification"
    label = "ratification"
