import pytest
from django.db import OperationalError
from django.test import Client

from conversations.models import Use
from selftest.models import Statement
from techniques.models import Technique

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "heading"), [("/nergens/", "Deze pagina is er niet"), ("/en/nowhere/", "This page is not here")]
)
def test_not_found_speaks_the_language_of_the_address_and_shows_a_way_on(client, address, heading):
    response = client.get(address)
    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in response.text
    assert 'href="/technieken/"' in response.text or 'href="/en/techniques/"' in response.text


@pytest.mark.parametrize(
    "address", ["/%00", "/%F0%9F%98%80/", "/technieken/%3Cscript%3E/", "/" + "a" * 5000, "/en", "/technieken/5-%00/"]
)
def test_odd_addresses_are_not_found(client, address):
    assert client.get(address).status_code in {301, 404}


def test_a_method_that_is_not_allowed_gets_a_page(client):
    response = Client(enforce_csrf_checks=True).post("/technieken/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert "Dit kan hier niet" in response.text
    assert "This cannot be done here" in client.post("/en/techniques/").text


@pytest.mark.parametrize(
    ("address", "words"), [("/", "We kunnen nu niet bij onze gegevens"), ("/en/", "We cannot reach our data")]
)
def test_without_its_database_it_says_so_and_when_to_come_back(monkeypatch, address, words):
    client = Client(raise_request_exception=False)

    def gone(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", gone)
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "no-store"
    assert words in response.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    ("address", "words"), [("/technieken/", "Hier ging iets mis"), ("/en/techniques/", "Something went wrong here")]
)
def test_a_mistake_of_ours_gets_a_page_without_a_trace_of_it(monkeypatch, address, words, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("techniques.grid.board", broken)
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == 500
    assert words in response.text
    assert "secret detail" not in response.text


def test_a_foreign_host_is_refused_with_a_page(settings):
    settings.ALLOWED_HOSTS = ["coachwerk.example"]
    response = Client().get("/technieken/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.text
    assert "Dit adres begrijpen we niet" in response.text


def test_a_form_without_its_token_is_refused_with_a_page():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "Dit mag niet" in response.text


class TestWhatMachinesAsk:
    def test_it_is_alive_and_ready(self, client):
        assert client.get("/healthz").text == "ok\n"
        assert client.get("/readyz").text == "ready\n"

    def test_it_is_not_ready_without_content(self, client):
        Use.objects.all().delete()
        Statement.objects.all().delete()
        Technique.objects.all().delete()
        assert client.get("/readyz").status_code == 503

    def test_whom_to_tell_of_a_leak(self, client, settings):
        settings.CONTACT = "mailto:redactie@example.org"
        text = client.get("/.well-known/security.txt").text
        assert "Contact: mailto:redactie@example.org" in text
        assert "Expires: " in text
        assert 'href="mailto:redactie@example.org"' in client.get("/").text

    def test_without_a_contact_there_is_no_such_file(self, client, settings):
        settings.CONTACT = ""
        assert client.get("/.well-known/security.txt").status_code == 404
        assert "Meld een fout" not in client.get("/").text

    def test_search_engines_stay_out_of_the_admin(self, client):
        assert "Disallow: /admin/" in client.get("/robots.txt").text
