"""The tables of open data that have a codebook: what was made public, and visits."""

from rapporteur.publication import codebook
from rapporteur.publication.tables import Described
from rapporteur.visits import published as visits

TABLES: dict[str, Described] = {**codebook.TABLES, visits.TABLE.name: visits.TABLE}
