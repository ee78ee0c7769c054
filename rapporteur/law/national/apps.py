from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "rapporteur.law.national"
    label = "national"
