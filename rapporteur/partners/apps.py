from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "rapporteur.partners"
    label = "partners"
