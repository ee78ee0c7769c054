"""Read the files of terms."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
