from django.apps import AppConfig


class InstanceConfig(AppConfig):
    name = "rapporteur.kernel.instance"
    label = "instance"
