from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "rapporteur.kernel.journal"
    label = "journal"
