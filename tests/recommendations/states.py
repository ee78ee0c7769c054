"""States for the readers, which ask no database."""

from rapporteur.recommendations.readers.states import States

STATES = States(
    [
        ("XEX", ["Exerland"]),
        ("AND", ["Andorra"]),
        ("CHL", ["Chile"]),
        ("IRN", ["Iran (Islamic Republic of)", "Islamic Republic of Iran"]),
        ("TTO", ["Trinidad and Tobago"]),
        ("TUR", ["Türkiye"]),
        ("USA", ["United States of America"]),
    ]
)
