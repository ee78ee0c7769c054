"""The calendar of the Committee on the Rights of the Child: taken in from files, and how it stands."""
