from django.apps import AppConfig


class InstanceConfig(AppConfig):
    name = "rapporteur.kernel.instance"
    label = "instance"

    def ready(self) -> None:
        from rapporteur.kernel.instance import checks  # noqa: F401  registers itself
