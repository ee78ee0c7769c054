"""The reference files of this room, in the order in which they load."""

from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = ()
