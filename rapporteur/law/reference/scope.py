"""Read the files of scope."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
