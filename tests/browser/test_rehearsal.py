"""A rehearsal by hand: keys, take back, reload, own words, without JavaScript, on paper."""

import re

import pytest
from playwright.sync_api import expect

from conversations.models import Scenario
from tests.browser.test_cards import printed, text_of, words
from tests.browser.test_every_page import violations
from tests.pages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
START = "/gesprekken/aanspreken-op-gedrag/oefenen/dylan/"
SECRET = "Kwetterende-Marmot 42"


def pad(page):
    return page.url.partition("pad=")[2]


def start(page):
    page.get_by_role("link", name=re.compile("Begin het gesprek|Start the talk")).click()
    page.wait_for_selector("[data-part='turn']")
    return page


def choose(page, key="1"):
    """By key, once the new line could be read: the first press only shows choices that are not there yet."""
    page.wait_for_timeout(450)
    if page.locator("[data-choices]").is_hidden():
        page.keyboard.press(key)
        expect(page.locator("[data-choices]")).to_be_visible()
    before = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url != before)
    expect(page.locator("#line")).to_be_focused()


class TestTalk:
    def test_a_whole_talk_with_keys_only(self, visit):
        page = visit(START)
        page.get_by_role("link", name="Begin het gesprek").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-part='turn']")
        for turn in range(1, 15):
            expect(page.locator(".kicker")).to_contain_text(f"beurt {turn}")
            choose(page, str(turn % 3 + 1))
            if page.locator("[data-part='debrief']").count():
                break
            expect(page.locator("#what-it-did")).to_be_visible()
            expect(page.locator(".where .map-dot")).to_have_count(turn)
        expect(page.locator("[data-part='debrief']")).to_be_visible()
        assert 8 <= turn <= 14
        assert page.evaluate("document.activeElement.id") == "line"
        assert page.locator(".told").count() == turn

    def test_back_reload_and_taking_back(self, visit):
        page = start(visit(START))
        addresses = [page.url]
        for _ in range(3):
            choose(page)
            addresses.append(page.url)
        page.reload()
        expect(page.locator(".kicker")).to_contain_text("beurt 4")
        page.go_back()
        expect(page.locator(".kicker")).to_contain_text("beurt 3")
        assert page.url == addresses[2]
        page.goto(addresses[3])
        page.get_by_text("Het gesprek tot nu toe").click()
        page.get_by_role("link", name="Neem terug vanaf beurt 2").click()
        expect(page.locator(".kicker")).to_contain_text("beurt 2")
        assert page.url == addresses[1]

    def test_own_words_come_first_stand_beside_the_choices_and_never_leave(self, visit):
        page = visit(START)
        sent = []
        page.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data} {request.headers}"))
        start(page)
        expect(page.locator("[data-choices]")).to_be_hidden()
        page.fill("#own-line", SECRET)
        page.keyboard.press("Enter")
        expect(page.locator("[data-choices]")).to_be_visible()
        expect(page.locator("[data-own]")).to_contain_text(SECRET)
        assert page.evaluate("document.activeElement.className") == "choice"
        page.reload()
        expect(page.locator("[data-own]")).to_contain_text(SECRET)
        page.locator(".choice").first.click()
        page.wait_for_selector("#what-it-did")
        expect(page.locator("[data-own]")).to_be_hidden()
        assert not any("Marmot" in request for request in sent)
        assert page.context.cookies() == []

    def test_the_choices_may_always_be_there_at_once(self, visit):
        page = start(visit(START))
        page.check("[data-skip-first]")
        expect(page.locator("[data-choices]")).to_be_visible()
        page.reload()
        expect(page.locator("[data-choices]")).to_be_visible()
        choose(page, "2")
        expect(page.locator("[data-choices]")).to_be_visible()
        page.uncheck("[data-skip-first]")
        page.reload()
        expect(page.locator("[data-choices]")).to_be_hidden()

    def test_a_double_press_is_one_choice_and_no_key_chooses_from_elsewhere(self, visit):
        page = start(visit(START))
        page.check("[data-skip-first]")
        page.locator("#line").focus()
        page.wait_for_timeout(450)
        page.keyboard.press("1")
        page.keyboard.press("1")
        page.wait_for_timeout(800)
        expect(page.locator(".kicker")).to_contain_text("beurt 2")
        page.locator(".language").focus()
        page.keyboard.press("2")
        page.wait_for_timeout(300)
        expect(page.locator(".kicker")).to_contain_text("beurt 2")

    def test_the_grid_can_be_hidden_and_stays_so(self, visit):
        page = start(visit(START))
        page.locator(".where summary").click()
        expect(page.locator(".where .map")).to_be_hidden()
        choose(page)
        expect(page.locator(".where .map")).to_be_hidden()

    def test_keys_are_letters_while_one_types(self, visit):
        page = start(visit(START))
        page.locator("#own-line").press_sequentially("1 of 2")
        assert pad(page).endswith(".")
        expect(page.locator("#own-line")).to_have_value("1 of 2")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_without_javascript_at_320_px(self, visit, language):
        address = START if language == "nl" else "/en/conversations/addressing-behaviour/rehearse/dylan/"
        page = visit(address, width=320, script=False)
        start(page)
        for _ in range(14):
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
            before = page.url
            page.locator(".choice").first.click()
            page.wait_for_url(lambda url, before=before: url != before)
            page.wait_for_load_state()
            if page.locator("[data-part='debrief']").count():
                break
        expect(page.locator("[data-part='debrief']")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0

    def test_a_link_that_leads_nowhere_leads_back(self, visit):
        page = start(visit(START, complains=True))
        choose(page)
        good = page.url
        page.goto(f"{good}z")
        page.get_by_role("link", name="Terug naar de laatste beurt").click()
        page.wait_for_url(good)


class TestLookingBack:
    def end(self, visit, **options):
        page = start(visit(START, **options))
        while not page.locator("[data-part='debrief']").count():
            choose(page)
        return page

    def test_the_plan_stays_in_the_browser_and_prints_with_the_talk(self, visit):
        page = self.end(visit)
        page.fill("#plan", SECRET)
        page.reload()
        expect(page.locator("#plan")).to_have_value(SECRET)
        with printed(page) as pdf:
            text = "".join(map(text_of, pdf.pages))
        assert words(SECRET) in text
        for said in page.locator(".turns .says").all():
            assert words(said.inner_text()) in text
        assert "Nogeenkeer" not in text
        page.click("[data-sheet-erase]")
        page.reload()
        expect(page.locator("#plan")).to_have_value("")

    def test_once_more_begins_afresh(self, visit):
        page = self.end(visit)
        page.get_by_role("link", name="Nog een keer").click()
        expect(page.locator(".kicker")).to_contain_text("beurt 1")

    @pytest.mark.parametrize(("width", "dark"), [(360, True), (1440, False)])
    def test_axe_finds_nothing_in_any_state(self, visit, width, dark):
        page = visit(START, width=width, dark=dark)
        assert violations(page) == []
        start(page)
        assert violations(page) == []
        page.click("[data-show-choices]")
        assert violations(page) == []
        choose(page)
        page.get_by_text("Het gesprek tot nu toe").click()
        assert violations(page) == []
        while not page.locator("[data-part='debrief']").count():
            choose(page)
        assert violations(page) == []


def test_every_scenario_can_be_started_from_the_list(visit):
    page = visit("/gesprekken/oefenen/")
    addresses = page.locator(".tile").evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == Scenario.objects.count()
    for address in addresses:
        page.goto(address)
        start(page)


class TestChoosing:
    def test_a_technique_leads_to_talks_and_right_into_a_turn(self, visit):
        page = visit("/gesprekken/oefenen/")
        expect(page.locator(".person-tile")).to_have_count(10)
        page.locator("#choose-n").select_option("19")
        expect(page.locator("#said")).to_contain_text("gesprekken om te oefenen")
        assert "n=19" in page.url
        page.locator("#choose-gesprek").select_option("progress")
        expect(page.locator(".chance")).not_to_have_count(0)
        page.locator(".chance a").first.click()
        page.wait_for_selector("[data-part='turn']")
        expect(page.locator(".kicker")).to_contain_text("fase:")
        assert page.locator(".told").count() > 0

    def test_without_javascript(self, visit):
        page = visit("/gesprekken/oefenen/", script=False, width=320)
        page.locator("#choose-situatie").select_option("hold-level")
        page.get_by_role("button", name="Laat zien").click()
        page.wait_for_url("**situatie=hold-level**")
        expect(page.locator(".person-tile")).not_to_have_count(10)
        expect(page.locator(".site-footer")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
