"""What was brought in is opened for the desk alone, and the journal knows before."""

import pytest

from rapporteur.follow_up import sealing
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.journal.models import Entry
from tests.factories.cases import make_office
from tests.factories.follow_up import make_evidence, make_following


@pytest.mark.usefixtures("committed")
def test_the_desk_reads_words_and_file_and_the_journal_knows():
    office = make_office()
    data = b"%PDF-1.7 made up"
    item = make_evidence(office, make_following(office), file=Taken(data, Form.PDF, 2))
    by = str(office.officer.pk)
    assert sealing.words_of(item, office.keyring, by=by)["text"] == "A bill was tabled"
    assert sealing.file_of(item, office.keyring, by=by) == data
    assert Entry.objects.filter(verb="read", by=by).count() == 2
    bare = make_evidence(office, item.following)
    with pytest.raises(ValueError, match="no file"):
        sealing.file_of(bare, office.keyring, by=by)
