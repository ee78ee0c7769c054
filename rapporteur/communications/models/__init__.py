"""Letters: what they are made from, who read and signed them, what came back."""

from rapporteur.communications.models.blocks import TextBlock
from rapporteur.communications.models.kinds import Addressee, Kind, Language
from rapporteur.communications.models.policies import Policy

__all__ = ["Addressee", "Kind", "Language", "Policy", "TextBlock"]
