"""Read the files of what States accepted."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
