from django.apps import AppConfig


class CommunicationsConfig(AppConfig):
    name = "rapporteur.communications"
    label = "communications"

    def ready(self) -> None:
        """Tell the room below what stands in the way of merging a case away."""
        from rapporteur.cases.shifts.rules import IN_THE_WAY  # once all rooms are loaded
        from rapporteur.communications.grounds import letter_stands

        if letter_stands not in IN_THE_WAY:
            IN_THE_WAY.append(letter_stands)
