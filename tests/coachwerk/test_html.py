import itertools

import html5lib
import pytest
from django.test import Client

from tests.pages import LANGUAGES, addresses

pytestmark = pytest.mark.django_db


def parse(html, *, fragment=False):
    parser = html5lib.HTMLParser(strict=True)
    return parser.parseFragment(html) if fragment else parser.parse(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(client, language):
    for address in addresses(language, every=True):
        parse(client.get(address).text)


@pytest.mark.parametrize("address", ["/nergens/", "/en/nowhere/"])
def test_error_pages_are_valid(client, address):
    parse(client.get(address).text)
    parse(client.post("/technieken/").text)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/technieken/?verbinding=3", "explorer"),
        ("/technieken/22-negatieve-feedback/", "panel"),
        ("/?situatie=stop-now", "finder"),
    ],
)
def test_every_fragment_is_valid_and_has_one_root(client, address, target):
    html = client.get(address, headers={"HX-Request": "true", "HX-Target": target}).text
    assert len(parse(html.strip(), fragment=True)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_is_there_twice_and_no_heading_level_is_skipped(language):
    client = Client()
    for address in addresses(language, every=True):
        tree = parse(client.get(address).text)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address
        levels = [
            int(element.tag[-1])
            for element in tree.iter()
            if str(element.tag).rpartition("}")[2] in {"h1", "h2", "h3", "h4"}
        ]
        assert levels.count(1) == 1, address
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_site_leads_somewhere(client, language):
    seen = set()
    for address in addresses(language, every=True):
        for element in parse(client.get(address).text).iter():
            link = element.get("href") or ""
            if link.startswith("/") and not link.startswith("/static/"):
                seen.add(link.partition("#")[0])
    broken = [link for link in sorted(seen) if client.get(link).status_code != 200]
    assert broken == []
