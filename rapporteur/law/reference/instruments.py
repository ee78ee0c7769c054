"""Read the files of instruments and their articles."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
