"""Each kind of page, in both languages, for whoever looks, listens or zooms in."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages import LANGUAGES, addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
AXE_TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page):
    found = Axe().run(page, options=AXE_TAGS).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def all_addresses(language):
    return [*addresses(language), "/nergens/" if language == "nl" else "/en/nowhere/"]


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [("nl", 360, True), ("nl", 1440, False), ("en", 360, False), ("en", 1440, True)],
    ids=["nl-phone-dark", "nl-wide-light", "en-phone-light", "en-wide-dark"],
)
def test_axe_finds_nothing(visit, language, width, dark):
    page = visit(addresses(language)[0], width=width, dark=dark)
    for address in addresses(language):
        page.goto(address)
        assert violations(page) == [], address


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_the_open_panel(visit, width):
    page = visit("/technieken/", width=width)
    page.click("#token-22")
    page.wait_for_selector("#panel[open]")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways(visit, language, width):
    page = visit(addresses(language)[0], width=width)
    for address in addresses(language, every=width == 320):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} by {wide} px"


def test_nothing_scrolls_sideways_in_the_panel_of_any_technique(visit):
    page = visit("/technieken/", width=320)
    for number in range(1, 27):
        page.locator(f"#token-{number}").click()
        page.wait_for_selector(f"#panel[open] [data-title^='{number}.']")
        assert page.evaluate("panel.scrollWidth - panel.clientWidth") <= 0, number
        page.keyboard.press("Escape")
        page.wait_for_selector("#panel:not([open])", state="attached")


@pytest.mark.parametrize("address", ["/", "/technieken/", "/situaties/", "/technieken/22-negatieve-feedback/"])
def test_what_one_taps_is_big_enough(visit, address):
    page = visit(address, width=360)
    small = page.evaluate(
        """tapped => [...document.querySelectorAll(tapped)]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 80))""",
        ".site-header a, .site-footer a, .token, .chip, .button, .option, .crumbs a, .turn a",
    )
    assert small == []


@pytest.mark.parametrize("address", ["/", "/technieken/", "/technieken/22-negatieve-feedback/"])
def test_the_page_does_not_jump_while_it_loads(visit, address):
    page = visit(address, width=360)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list =>
            done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
    )
    assert shift < 0.01


def test_the_skip_link_comes_first_and_leads_to_the_content(visit):
    page = visit("/technieken/22-negatieve-feedback/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_no_page_of_the_library_sets_a_cookie_or_stores_anything(visit):
    page = visit("/")
    for language in LANGUAGES:
        for address in all_addresses(language)[:-1]:
            page.goto(address)
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == []
    # htmx notes where the tab is, for its own history; it is gone with the tab.
    assert set(page.evaluate("Object.keys(sessionStorage)")) <= {"htmx-current-path-for-history"}


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/technieken/", "/technieken/22-negatieve-feedback/", "/situaties/", "/valkuilen/"),
        *("/technieken/kaarten/?n=1,2,3,4,5,6,7,8,9", "/gesprekken/verzuimgesprek/alles/"),
        *("/gesprekken/verzuimgesprek/2-contact/", "/gesprekken/verzuimgesprek/voorbereiden/"),
    ],
)
def test_a_first_visit_weighs_little(browser, site, address):
    context = browser.new_context(base_url=site)
    session = context.new_cdp_session(page := context.new_page())
    session.send("Network.enable")
    weights = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    context.close()
    assert weights[0] <= 20_000, "HTML"
    assert sum(weights) <= 60_000
