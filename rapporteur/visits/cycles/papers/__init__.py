"""Papers of a visit in sections: feasibility, call for inputs, statement, report (FIELD §2.2, §2.4)."""
