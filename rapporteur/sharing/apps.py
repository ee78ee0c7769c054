from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "rapporteur.sharing"
    label = "sharing"
