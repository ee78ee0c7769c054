import os
import stat

import pytest

from rapporteur.operations import homes

pytestmark = pytest.mark.requirement("M11")


def test_the_data_folder_opens_for_its_owner_only(tmp_path):
    home = tmp_path / "deep" / "home"
    homes.make_home(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    home.chmod(0o755)
    homes.make_home(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "home").touch()
    with pytest.raises(homes.CannotStart, match="cannot be used"):
        homes.make_home(tmp_path / "home")


def test_one_launcher_at_a_time_holds_the_folder(tmp_path):
    homes.make_home(tmp_path)
    assert not homes.is_held(tmp_path)
    with homes.held(tmp_path):
        assert homes.is_held(tmp_path)
        assert (tmp_path / "run" / "lock").read_text() == f"{os.getpid()}\n"
        with pytest.raises(homes.AlreadyRunning), homes.held(tmp_path):
            pass
    assert not homes.is_held(tmp_path)


def test_a_lock_file_that_nobody_holds_is_no_hindrance(tmp_path):
    homes.make_home(tmp_path)
    (tmp_path / "run" / "lock").write_text("1\n")
    with homes.held(tmp_path):
        assert homes.is_held(tmp_path)


def test_a_folder_that_was_never_used_is_not_held(tmp_path):
    assert not homes.is_held(tmp_path / "none")
