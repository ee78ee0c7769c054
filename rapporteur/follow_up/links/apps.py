from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "rapporteur.follow_up.links"
    label = "links"
