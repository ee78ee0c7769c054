"""The calendar of the Committee on the Rights of the Child."""
