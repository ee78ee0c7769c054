"""Read the files of general comments."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
