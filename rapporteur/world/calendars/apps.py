from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "rapporteur.world.calendars"
    label = "calendars"
