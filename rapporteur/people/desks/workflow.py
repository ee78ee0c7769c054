"""How someone becomes a member of a desk, and how that ends."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    INVITED = "invited", _("invited")
    LET_IN = "let_in", _("let in")
    REMOVED = "removed", _("removed")
