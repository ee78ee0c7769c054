from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "rapporteur.people.mandates"
    label = "mandates"
