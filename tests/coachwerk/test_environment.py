import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from coachwerk import environment


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("yes", True), ("TRUE", True), ("0", False), ("", False), ("off", False)]
)
def test_a_flag_is_on_or_off(monkeypatch, value, meant):
    monkeypatch.setenv("COACHWERK_X", value)
    assert environment.flag("COACHWERK_X") is meant


def test_a_flag_that_is_neither_is_a_mistake(monkeypatch):
    monkeypatch.setenv("COACHWERK_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="COACHWERK_X is 'maybe'"):
        environment.flag("COACHWERK_X")


def test_a_list_is_separated_by_commas(monkeypatch):
    monkeypatch.setenv("COACHWERK_X", " a.example , b.example,,")
    assert environment.words("COACHWERK_X") == ["a.example", "b.example"]


def test_an_address_has_a_scheme(monkeypatch):
    monkeypatch.setenv("COACHWERK_X", "redactie@example.org")
    with pytest.raises(ImproperlyConfigured, match="begins with mailto:"):
        environment.address("COACHWERK_X", "mailto", "https")
    monkeypatch.setenv("COACHWERK_X", "mailto:redactie@example.org")
    assert environment.address("COACHWERK_X", "mailto") == "mailto:redactie@example.org"


class TestSecretKey:
    def test_it_is_made_once_and_kept_for_the_owner_alone(self, monkeypatch, tmp_path):
        monkeypatch.delenv("COACHWERK_SECRET_KEY", raising=False)
        key = environment.secret_key(tmp_path / "var")
        assert len(key) >= 50
        assert environment.secret_key(tmp_path / "var") == key
        assert stat.S_IMODE((tmp_path / "var/secret_key").stat().st_mode) == 0o600
        assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]

    def test_the_environment_comes_first(self, monkeypatch, tmp_path):
        monkeypatch.setenv("COACHWERK_SECRET_KEY", "given")
        assert environment.secret_key(tmp_path) == "given"
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_cannot_be_written_is_named(self, monkeypatch, tmp_path):
        monkeypatch.delenv("COACHWERK_SECRET_KEY", raising=False)
        (tmp_path / "file").write_text("")
        with pytest.raises(ImproperlyConfigured, match=str(tmp_path / "file")):
            environment.secret_key(tmp_path / "file")

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe"])
    def test_a_spoiled_key_is_a_mistake_and_no_empty_key(self, monkeypatch, tmp_path, content):
        monkeypatch.delenv("COACHWERK_SECRET_KEY", raising=False)
        (tmp_path / "secret_key").write_bytes(content)
        with pytest.raises(ImproperlyConfigured, match=r"[Ss]ecret key"):
            environment.secret_key(tmp_path)
