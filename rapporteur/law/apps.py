from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "rapporteur.law"
    label = "law"
