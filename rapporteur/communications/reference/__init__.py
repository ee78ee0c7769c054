"""The reference files of this room, in the order in which they load."""

from rapporteur.communications.reference.blocks import BLOCKS
from rapporteur.communications.reference.grades import GRADES
from rapporteur.communications.reference.policies import POLICIES
from rapporteur.communications.reference.proof_terms import PROOF_TERMS
from rapporteur.communications.reference.report_windows import REPORT_WINDOWS
from rapporteur.kernel.reference.loading import Table

TABLES: tuple[Table, ...] = (POLICIES, BLOCKS, REPORT_WINDOWS, GRADES, PROOF_TERMS)
