import itertools
from functools import cache

import html5lib
import pytest

from tests.pages import LANGUAGES, addresses, answer, private_addresses

pytestmark = pytest.mark.django_db


def parse(html, *, fragment=False):
    parser = html5lib.HTMLParser(strict=True)
    return parser.parseFragment(html) if fragment else parser.parse(html)


@cache
def tree(address):
    """A page, parsed strictly: a fault in its HTML fails whichever test asks first."""
    return parse(answer(address).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(language):
    for address in [*addresses(language, every=True), *private_addresses(language)]:
        tree(address)


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
    for address in [*addresses(language, every=True), *private_addresses(language)]:
        ids = [element.get("id") for element in tree(address).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address
        levels = [
            int(element.tag[-1])
            for element in tree(address).iter()
            if str(element.tag).rpartition("}")[2] in {"h1", "h2", "h3", "h4"}
        ]
        assert levels.count(1) == 1, address
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_the_site_leads_somewhere(language):
    seen = set()
    for address in addresses(language, every=True):
        for element in tree(address).iter():
            link = element.get("href") or ""
            if link.startswith("/") and not link.startswith("/static/"):
                seen.add(link.partition("#")[0])
    broken = [link for link in sorted(seen) if answer(link).status_code != 200]
    assert broken == []
