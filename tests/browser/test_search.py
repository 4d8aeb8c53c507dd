"""Searching as one types, by keyboard, by touch, and without JavaScript; terms that explain themselves."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_results_appear_while_one_types_and_the_arrows_walk_through_them(visit):
    page = visit("/")
    page.fill("#q", "verandertaal")
    first = page.locator("#q-results .result").first
    expect(first).to_contain_text("verandertaal", ignore_case=True)
    expect(page.locator("#q-results")).to_contain_text("Verandertaal uitlokken")
    expect(page.locator("#said")).to_contain_text("resulta")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Verandertaal")


def test_escape_clears_the_results_and_keeps_what_was_typed(visit):
    page = visit("/technieken/")
    page.fill("#find", "boos")
    expect(page.locator("#find-results .result").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#find-results .result")).to_have_count(0)
    expect(page.locator("#find")).to_be_focused()
    expect(page.locator("#find")).to_have_value("boos")


def test_enter_leads_to_a_page_with_its_own_address(visit):
    page = visit("/technieken/")
    page.fill("#find", "hij komt steeds te laat")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=hij\+komt\+steeds\+te\+laat$"))
    expect(page.locator("#answer .result").first).to_be_visible()
    page.reload()
    expect(page.locator("#q")).to_have_value("hij komt steeds te laat")


def test_on_that_page_new_words_replace_the_results(visit):
    page = visit("/zoeken/?q=boos")
    page.fill("#q", "stilte")
    expect(page.locator("#answer .result").first).to_contain_text("Stiltes laten vallen")
    expect(page.locator("#q-results .result")).to_have_count(0)


def test_an_earlier_answer_that_comes_late_is_dropped(visit):
    page = visit("/", complains=True)  # htmx tells the console of the request that it gave up

    def late(route):
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/zoeken/?q=humor", late)
    page.fill("#q", "humor")
    page.wait_for_timeout(300)
    page.fill("#q", "stilte")
    expect(page.locator("#q-results .result").first).to_contain_text("Stiltes")
    page.wait_for_timeout(900)
    expect(page.locator("#q-results .result").first).to_contain_text("Stiltes")


def test_it_works_without_javascript(visit):
    page = visit("/technieken/", script=False, width=360)
    page.fill("#find", "huilen")
    page.click(".site-header [type=submit]")
    expect(page.locator("#answer .result").first).to_be_visible()
    page.locator("#answer .result").first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_while_results_are_open(visit, width):
    page = visit("/technieken/", width=width)
    page.fill("#find", "boos")
    expect(page.locator("#find-results .result").first).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []


class TestTerms:
    ADDRESS = "/technieken/25-ambivalentie-voeden/"

    @pytest.mark.parametrize("script", [True, False])
    @pytest.mark.parametrize("width", [320, 1440])
    def test_pointing_at_one_or_reaching_it_by_keyboard_shows_its_meaning(self, visit, width, script):
        page = visit(self.ADDRESS, width=width, script=script)
        term = page.locator(".term").first
        meaning = term.locator(".meaning")
        expect(meaning).to_be_hidden()
        term.locator("a").focus()
        expect(meaning).to_be_visible()
        page.locator("h1").hover()
        page.locator(".brand").focus()
        expect(meaning).to_be_hidden()
        term.locator("a").hover()
        expect(meaning).to_be_visible()
        box = meaning.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width

    def test_escape_hides_it(self, visit):
        page = visit(self.ADDRESS)
        term = page.locator(".term").first
        term.locator("a").focus()
        expect(term.locator(".meaning")).to_be_visible()
        page.keyboard.press("Escape")
        expect(term.locator(".meaning")).to_be_hidden()

    def test_the_first_tap_shows_it_and_the_second_opens_its_page(self, visit):
        page = visit(self.ADDRESS, width=360, has_touch=True, is_mobile=True)
        term = page.locator(".term").first
        term.locator("a").tap()
        expect(term.locator(".meaning")).to_be_visible()
        expect(page).to_have_url(re.compile(self.ADDRESS))
        term.locator("a").tap()
        expect(page).to_have_url(re.compile("/begrippen/"))

    def test_the_pointer_can_cross_to_the_meaning(self, visit):
        page = visit(self.ADDRESS)
        term = page.locator(".term").first
        box = term.locator("a").bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 2)
        expect(term.locator(".meaning")).to_be_visible()
        for step in range(14):
            page.mouse.move(box["x"] + 5, box["y"] + box["height"] - 2 + step)
        expect(term.locator(".meaning")).to_be_visible()


def test_the_arrows_walk_through_the_page_of_results_too(visit):
    page = visit("/zoeken/?q=boos")
    page.focus("#q")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#answer .result").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.fill("#q", "stilte")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=stilte$"))


def test_a_search_that_fails_says_so(visit):
    page = visit("/", complains=True)
    page.route("**/zoeken/**", lambda route: route.abort())
    page.fill("#q", "boos")
    expect(page.locator("#q-results")).to_contain_text("Zoeken lukt nu niet")


def test_one_escape_undoes_one_thing(visit):
    page = visit("/technieken/")
    page.click("#token-25")
    expect(page.locator("#panel[open]")).to_be_visible()
    page.locator("#panel .term a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel .term .meaning").first).to_be_hidden()
    expect(page.locator("#panel[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel[open]")).to_have_count(0)
