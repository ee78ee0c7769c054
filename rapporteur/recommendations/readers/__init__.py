"""Readers of recommendations: pure, each yields what a file says row by row, and what is doubtful.

given       what every reader yields
states      names of States as sources write them
columns     headings of tables and fields of exports, in all their spellings
tables      CSV, and what makes a row of cells or fields one that is given
workbooks   XLSX, as the Index exports it
uhri        the JSON export of the Universal Human Rights Index
lists       thematic lists of OHCHR: tables of Word
reports     reports of Working Groups, as text or Word
conclusions what such a report numbers under its conclusions, and with which position
papers      documents of treaty bodies and mandates, from their trees
opening     which of them a file needs, told by its content
"""
