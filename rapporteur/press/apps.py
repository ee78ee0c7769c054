from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "rapporteur.press"
    label = "press"
