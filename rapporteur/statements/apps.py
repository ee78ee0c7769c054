from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "rapporteur.statements"
    label = "statements"
