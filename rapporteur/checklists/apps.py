from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "rapporteur.checklists"
    label = "checklists"
