"""The partners door as a WSGI application."""

from rapporteur.doors.startup import open_door

application = open_door("partners")
