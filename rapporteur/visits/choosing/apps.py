from django.apps import AppConfig


class ChoosingConfig(AppConfig):
    name = "rapporteur.visits.choosing"
    label = "choosing"
