import json
import stat

import pytest

from rapporteur.kernel import environment
from rapporteur.kernel.environment import Misconfigured


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "RAPPORTEUR_HOSTS", "RAPPORTEUR_SMTP_URL", "RAPPORTEUR_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    return tmp_path


def keep(home, name, content):
    (home / "secrets").mkdir(exist_ok=True)
    (home / "secrets" / name).write_text(content)


def test_the_data_folder_is_beside_the_code_unless_said(monkeypatch):
    monkeypatch.delenv("RAPPORTEUR_HOME", raising=False)
    assert environment.home() == environment.ROOT / ".rapporteur"
    monkeypatch.setenv("RAPPORTEUR_HOME", "/srv/desk")
    assert str(environment.home()) == "/srv/desk"


def test_the_doors_have_ports_in_a_row(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_PORT_BASE", "9000")
    assert [environment.port(door) for door in environment.DOORS] == [
        *(9000, 9001, 9002, 9003, 9004)
    ]


@pytest.mark.parametrize("text", ["80", "65001", "many", "-1", "8000.5", "٨٠٠٠٠"])
def test_a_port_that_is_none_is_refused(text, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_PORT_BASE", text)
    with pytest.raises(Misconfigured, match="RAPPORTEUR_PORT_BASE"):
        environment.port("desk")


def test_a_secret_is_made_once_and_for_our_eyes_only(home):
    first = environment.ensure_secret("of-a-test")
    assert environment.ensure_secret("of-a-test") == first
    assert environment.secret("of-a-test") == first
    assert len(first) >= 43
    assert stat.S_IMODE((home / "secrets" / "of-a-test").stat().st_mode) == 0o600


def test_a_secret_of_the_environment_comes_first(home, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_OF_A_TEST", "given")
    assert environment.ensure_secret("of-a-test") == "given"
    assert not (home / "secrets").exists()


def test_a_missing_secret_stops_the_start(home):
    with pytest.raises(Misconfigured, match="“of-a-test” is missing"):
        environment.secret("of-a-test")


def test_a_setting_comes_from_the_environment_then_from_the_set_up(home, monkeypatch):
    assert environment.setting("RAPPORTEUR_HOSTS", "none") == "none"
    keep(home, "settings.json", json.dumps({"RAPPORTEUR_HOSTS": "kept.example.org"}))
    assert environment.hosts() == ["kept.example.org"]
    monkeypatch.setenv("RAPPORTEUR_HOSTS", "a.example.org, b.example.org,")
    assert environment.hosts() == ["a.example.org", "b.example.org"]


def test_the_doors_listen_here_unless_said(home):
    assert environment.bind_address() == "127.0.0.1"
    assert environment.hosts() == ["localhost", "127.0.0.1", "[::1]"]


def test_without_a_mail_server_mail_goes_into_files(home):
    found = environment.mail()
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == home / "mail"


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [
        ("smtp://mail.example.org", 587, False, True),
        ("smtps://mail.example.org", 465, True, False),
        ("smtp://mail.example.org:2525", 2525, False, True),
    ],
)
def test_a_mail_server_is_always_spoken_to_under_tls(url, port, ssl, tls):
    found = environment.parse_smtp_url(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_the_password_of_the_mail_server_may_hold_any_character():
    found = environment.parse_smtp_url("smtp://post%40desk:a%2Fb%3Ac@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("post@desk", "a/b:c")


@pytest.mark.parametrize(
    "text",
    [
        "*", "https://desk.example.org", "desk.example.org:443", "a b", ",", "-a.org", "a..org",
        "desk.example.org/x", "\u202edesk.org", "x\ny", ".example.org",
    ],
)  # fmt: skip
def test_what_is_no_host_name_is_refused(text):
    with pytest.raises(Misconfigured, match="RAPPORTEUR_HOSTS"):
        environment.parse_hosts(text)


def test_host_names_and_addresses_are_taken():
    text = "desk.example.org, 192.0.2.7,[2001:db8::1]"
    assert environment.parse_hosts(text) == ["desk.example.org", "192.0.2.7", "[2001:db8::1]"]


@pytest.mark.parametrize("content", ["", '{"RAPPORTEUR_HOSTS": "a', "[1]", "\x00"])
@pytest.mark.parametrize("name", ["settings.json", "databases.json"])
def test_a_file_of_ours_that_was_cut_is_told_in_a_sentence(home, name, content, monkeypatch):
    monkeypatch.delenv("DATABASE_URL_DESK", raising=False)
    keep(home, name, content)
    with pytest.raises(Misconfigured, match="Restore it from the backup"):
        environment.hosts() if name == "settings.json" else environment.database_url("desk")


def test_a_kept_mail_server_is_used(home):
    keep(home, "settings.json", json.dumps({"RAPPORTEUR_SMTP_URL": "smtps://mail.example.org"}))
    assert environment.mail()["EMAIL_HOST"] == "mail.example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORTEUR_PORT_BASE", "abc"),
        ("RAPPORTEUR_ROLE_PREFIX", "Bad;"),
        ("RAPPORTEUR_HOSTS", "*"),
        ("RAPPORTEUR_WORKERS", "0"),
        ("RAPPORTEUR_WORKERS", "many"),
        ("RAPPORTEUR_OFFICERS", "nobody"),
        ("RAPPORTEUR_SMTP_URL", "smtp://mail.example.org:port"),
        ("DATABASE_URL", "mysql://a/b"),
        ("DATABASE_URL_DESK", "postgresql://a@b:99999/c"),
    ],
)
def test_every_setting_is_looked_at_before_anything_is_made(home, monkeypatch, name, value):
    environment.check_settings()
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured):
        environment.check_settings()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:b@c:d", "smtp://[::1"],
)
def test_what_is_no_mail_server_is_refused(url):
    with pytest.raises(Misconfigured, match="RAPPORTEUR_SMTP_URL looks like"):
        environment.parse_smtp_url(url)


def test_a_database_address_becomes_settings():
    found = environment.parse_database_url("postgresql://a%40b:p%2Fw@/desk?host=/run/pg&port=5433")
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "desk", "USER": "a@b", "PASSWORD": "p/w", "HOST": "/run/pg", "PORT": "5433",
    }  # fmt: skip
    plain = environment.parse_database_url("postgres://a@db.example.org:6000/desk")
    assert (plain["HOST"], plain["PORT"]) == ("db.example.org", "6000")


@pytest.mark.parametrize(
    "url",
    ["", "desk", "mysql://a@b/c", "postgresql://a@b/", "postgresql://a@b:c/d", "postgresql://[b/d"],
)
def test_what_is_no_database_address_is_refused(url):
    with pytest.raises(Misconfigured, match="database address looks like"):
        environment.parse_database_url(url)


def test_a_role_finds_its_database_in_the_environment_then_in_the_file(home, monkeypatch):
    monkeypatch.delenv("DATABASE_URL_DESK", raising=False)
    with pytest.raises(Misconfigured, match="DATABASE_URL_DESK or start once"):
        environment.database("desk")
    keep(home, "databases.json", json.dumps({"desk": "postgresql://kept@/desk"}))
    assert environment.database("desk")["USER"] == "kept"
    with pytest.raises(Misconfigured, match="no address for “owner”"):
        environment.database("owner")
    monkeypatch.setenv("DATABASE_URL_DESK", "postgresql://given@/desk")
    assert environment.database("desk")["USER"] == "given"


def test_a_door_is_reached_at_its_public_address_else_at_the_local_one(home, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_PORT_BASE", "9000")
    assert environment.door_address("intake") == "http://localhost:9001/"
    monkeypatch.setenv("RAPPORTEUR_URL_INTAKE", "https://tell.example/")
    assert environment.door_address("intake") == "https://tell.example/"


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ("", None),
        ("09:00-18:00 Geneva", ("09:00", "18:00", "Geneva")),
        (" 08:30-12:00 Port Exer ", ("08:30", "12:00", "Port Exer")),
    ],
)
def test_working_hours_are_given_with_their_clock(home, monkeypatch, given, hours):
    monkeypatch.setenv("RAPPORTEUR_HOURS", given)
    assert environment.working_hours() == hours


@pytest.mark.parametrize("given", ["9-18", "09:00-18:00", "09:00-25:00 Geneva", "a<b>", "x" * 300])
def test_hours_that_cannot_be_read_stop_the_start(home, monkeypatch, given):
    monkeypatch.setenv("RAPPORTEUR_HOURS", given)
    with pytest.raises(Misconfigured, match="RAPPORTEUR_HOURS"):
        environment.check_settings()


def test_a_hidden_address_is_taken_as_it_is_or_refused(monkeypatch):
    assert environment.onion_address() == ""
    monkeypatch.setenv("RAPPORTEUR_ONION", " " + "A2" * 28 + ".onion")
    assert environment.onion_address() == "a2" * 28 + ".onion"
    monkeypatch.setenv("RAPPORTEUR_ONION", "http://short.onion/")
    with pytest.raises(Misconfigured, match="RAPPORTEUR_ONION"):
        environment.onion_address()
