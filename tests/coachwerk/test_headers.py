import json
import re

import pytest
from django.test import Client

from tests.pages import LANGUAGES, addresses, answer, private_addresses

pytestmark = pytest.mark.django_db

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SELF = ("script", "style", "img", "font", "connect", "manifest", "worker")
POLICY = {f"{kind}-src 'self'" for kind in SELF} | {"form-action 'self'"}
POLICY |= {f"{what} 'none'" for what in ("default-src", "base-uri", "frame-ancestors", "object-src")}


@pytest.mark.parametrize(
    "address", ["/", "/nergens/", "/healthz", "/admin/login/", "/static/css/tokens.css", "/technieken/9-x/"]
)
def test_every_answer_carries_the_strict_headers(client, address):
    response = client.get(address)
    response.close()
    headers = response.headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert {part.strip() for part in headers["Content-Security-Policy"].split(";")} == POLICY


def test_with_https_on_browsers_are_told_to_keep_to_it(settings):
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    response = Client().get("/", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_anything_that_the_policy_forbids(language):
    for address in [*addresses(language, every=True), *private_addresses(language)]:
        html = answer(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*\bsrc=)|javascript:", html), address
        foreign = [link for link in re.findall(r'(?:src|href)="(https?://[^"]+)"', html) if "//testserver/" not in link]
        assert foreign == [], address


def test_htmx_is_told_to_live_with_the_policy(client):
    (config,) = re.findall(r"name=\"htmx-config\" content='([^']+)'", client.get("/").text)
    assert json.loads(config) == {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "historyRestoreAsHxRequest": False,
        "selfRequestsOnly": True,
        "timeout": 8000,
    }
