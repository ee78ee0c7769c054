"""The intake door as a WSGI application."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "rapporteur.doors.intake.settings"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
