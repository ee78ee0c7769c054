import os
import subprocess

import pytest

from rapporteur.operations import binaries
from rapporteur.operations.binaries import NoCluster

pytestmark = pytest.mark.requirement("M11")


def version(folder):
    asked = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return asked.stdout


def put_system(folder, *names):
    for name in names:
        (folder / name / "bin").mkdir(parents=True)
        (folder / name / "bin" / "initdb").touch()
        (folder / name / "bin" / "postgres").touch()


def test_the_newest_of_the_system_comes_first(tmp_path, monkeypatch):
    put_system(tmp_path, "9.6", "14", "15", "17", "19", "local")
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    assert binaries.find() == tmp_path / "17" / "bin"
    assert binaries.find(15) == tmp_path / "15" / "bin"


def test_a_folder_without_a_server_does_not_count(tmp_path, monkeypatch):
    (tmp_path / "16" / "bin").mkdir(parents=True)
    (tmp_path / "16" / "bin" / "psql").touch()
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    assert binaries.system_binaries() == {}


def test_where_the_system_has_none_the_wheel_serves(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    assert "PostgreSQL) 18." in version(binaries.find())


def test_the_wheel_has_two_versions_by_their_true_names():
    found = {major: version(folder) for major, folder in binaries.wheel_binaries().items()}
    assert sorted(found) == [16, 18]
    assert all(f"PostgreSQL) {major}." in words for major, words in found.items())


def test_where_nothing_is_found_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    with pytest.raises(NoCluster, match="apt-get install postgresql, or give DATABASE_URL"):
        binaries.find()


@pytest.mark.skipif(os.geteuid() != 0, reason="a user runs the wheel where it lies")
def test_root_lends_a_copy_that_others_can_read(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "SERVICE", tmp_path / "service")
    folder = binaries.readable(binaries.wheel_binaries()[16])
    assert folder.is_relative_to(tmp_path / "service")
    assert "PostgreSQL) 16." in version(folder)
    marked = (folder.parent / "complete").stat().st_mtime_ns
    assert binaries.readable(binaries.wheel_binaries()[16]) == folder
    assert (folder.parent / "complete").stat().st_mtime_ns == marked


def test_a_user_runs_the_wheel_where_it_lies(monkeypatch):
    monkeypatch.setattr(binaries.os, "geteuid", lambda: 1000)
    folder = binaries.wheel_binaries()[18]
    assert binaries.readable(folder) == folder
