from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "rapporteur.kernel.reference"
    label = "reference"
    verbose_name = "reference data"
