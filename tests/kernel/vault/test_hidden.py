import pickle

import pytest

from rapporteur.kernel.vault.hidden import Hidden, PrivateHalf, RecordKey
from rapporteur.kernel.vault.shares import cut

CANARY = b"canary-canary-canary-canary-1234"


@pytest.mark.parametrize("kind", [Hidden, RecordKey, PrivateHalf])
def test_a_secret_shows_itself_in_no_text(kind):
    secret = kind(CANARY)
    shown = f"{secret} {secret!r} {[secret]} { ({'a': secret}) }"

    assert "canary" not in shown
    assert kind.__name__ in shown
    assert secret.reveal() == CANARY


def test_a_share_shows_its_number_only():
    one, two, three = cut(Hidden(CANARY))

    assert repr((one, two, three)) == "(<Share 1>, <Share 2>, <Share 3>)"


def test_a_secret_is_never_pickled_nor_hashed():
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(Hidden(CANARY))
    with pytest.raises(TypeError, match="unhashable"):
        hash(Hidden(CANARY))


def test_secrets_of_one_kind_are_compared_by_content():
    assert Hidden(b"a") == Hidden(b"a")
    assert Hidden(b"a") != Hidden(b"b")
    assert RecordKey(b"a") != PrivateHalf(b"a")
    assert Hidden(b"a") != b"a"
