from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "rapporteur.publication"
    label = "publication"
