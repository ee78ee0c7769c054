"""The reference files of this room, in the order in which they load."""

from rapporteur.kernel.reference.loading import Table
from rapporteur.law.reference import acceptance, comments, instruments, picker, scope, terms

TABLES: tuple[Table, ...] = (
    *instruments.TABLES,
    *acceptance.TABLES,
    *scope.TABLES,
    *terms.TABLES,
    *comments.TABLES,
    *picker.TABLES,
)
