"""Backups: one sealed file that two of three officers open, and restoring it elsewhere. ADR 0114."""
