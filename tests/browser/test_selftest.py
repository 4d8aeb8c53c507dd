"""The self-test by hand: keys, touch, stop and resume, two tabs, no JavaScript, what fails, on paper, and no trace."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_cards import printed
from tests.browser.test_every_page import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
STEPS = 38


def begin(page):
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/vraag/1/")
    return page


def answer(page, step, value):
    """By touch or mouse: choose one, go on, and see the next question."""
    page.locator(".answer").nth(value).click()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.wait_for_url(f"**/vraag/{step + 1}/" if step < STEPS else "**/overzicht/")


def fill_in(page, first=1):
    """The rest of the questions, as quickly as the server takes them, by the forms that the pages hold."""
    page.evaluate(
        """async ([first, last]) => {
            const here = location.pathname.replace(/(vraag|overzicht).*/, "");
            for (let step = first; step <= last; step++) {
                const text = await (await fetch(`${here}vraag/${step}/`)).text();
                const form = new DOMParser().parseFromString(text, "text/html").querySelector("[data-question]");
                form.querySelectorAll("[name=answer]")[step % 4].checked = true;
                const sent = await fetch(`${here}vraag/${step}/`, {method: "POST", body: new FormData(form)});
                if (!sent.ok) throw new Error(`${step}: ${sent.status}`);
            }
        }""",
        [first, STEPS],
    )


def result(page):
    """A finished self-test."""
    begin(page)
    fill_in(page)
    page.goto("/zelftest/1/overzicht/")
    page.get_by_role("button", name="Laat mijn zelfbeeld zien").click()
    page.wait_for_url("**/uitslag/1/")
    return page


class TestAnswering:
    def test_the_whole_test_with_keys_only(self, visit):
        page = visit("/zelftest/", width=320)
        page.get_by_role("button", name="Begin").focus()
        page.keyboard.press("Enter")
        for step in range(1, STEPS + 1):
            page.wait_for_url(f"**/vraag/{step}/")
            expect(page.locator(".progress-line")).to_contain_text(f"Vraag {step} van 38")
            if step > 1:
                expect(page.locator("#line")).to_be_focused()
            page.keyboard.press(str(step % 4 + 1))
            expect(page.locator(".answer input").nth(step % 4)).to_be_checked()
            page.keyboard.press("Enter")
        page.wait_for_url("**/overzicht/")
        expect(page.locator("h1")).to_have_text("Alles is ingevuld")
        page.get_by_role("button", name="Laat mijn zelfbeeld zien").press("Enter")
        page.wait_for_url("**/uitslag/1/")
        expect(page.locator(".map-mark")).to_have_count(12)
        expect(page.locator(".try li")).to_have_count(3)

    def test_by_touch_on_a_narrow_phone_back_and_without_an_answer(self, visit):
        page = visit("/zelftest/", width=320, has_touch=True, complains=True)
        begin(page)
        page.get_by_role("button", name="Bewaar en ga verder").tap()
        expect(page.locator("#wrong")).to_be_visible()
        expect(page.locator("#wrong")).to_be_focused()
        answer(page, 1, 2)
        page.locator(".answer").nth(1).tap()
        page.get_by_role("button", name="Terug").tap()
        page.wait_for_url("**/vraag/1/")
        expect(page.locator(".answer input").nth(2)).to_be_checked()
        page.go_back()
        page.wait_for_url("**/vraag/2/")
        expect(page.locator(".answer input").nth(1)).to_be_checked()
        for button in page.get_by_role("button").all():
            assert not button.is_visible() or button.bounding_box()["height"] >= 43.5
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for step in range(2, STEPS + 1):
            page.locator(".answer").nth(step % 4).tap()
            page.get_by_role("button", name="Bewaar en ga verder").tap()
            page.wait_for_url(f"**/vraag/{step + 1}/" if step < STEPS else "**/overzicht/")
        expect(page.locator("h1")).to_have_text("Alles is ingevuld")

    def test_stopping_says_until_when_and_another_day_goes_on(self, visit, browser, site):
        page = visit("/zelftest/")
        begin(page)
        for step in (1, 2, 3):
            answer(page, step, 0)
        page.get_by_role("button", name="Stop voor nu").click()
        page.wait_for_url("**gestopt**")
        expect(page.locator(".notice")).to_contain_text("Je 3 antwoorden zijn bewaard")
        expect(page.locator("main")).to_have_count(1)
        state = page.context.storage_state()
        later = browser.new_context(storage_state=state, base_url=site).new_page()
        later.goto("/zelftest/")
        later.get_by_role("link", name="Ga verder").click()
        later.wait_for_url("**/vraag/4/")
        later.context.close()

    def test_without_javascript(self, visit):
        page = visit("/zelftest/", script=False, complains=True)
        begin(page)
        page.get_by_role("button", name="Bewaar en ga verder").click()
        expect(page.locator("#wrong")).to_be_visible()
        for step in (1, 2):
            answer(page, step, 1)
        page.get_by_role("button", name="Terug").click()
        page.wait_for_url("**/vraag/2/")
        expect(page.locator(".answer input").nth(1)).to_be_checked()

    def test_two_tabs_and_a_finished_test(self, visit):
        page = visit("/zelftest/", complains=True)
        begin(page)
        other = page.context.new_page()
        other.goto(page.url)
        answer(page, 1, 0)
        answer(other, 1, 3)
        page.reload()
        page.goto("/zelftest/1/vraag/1/")
        expect(page.locator(".answer input").nth(3)).to_be_checked()
        fill_in(page, first=2)
        other.goto("/zelftest/1/vraag/5/")
        page.goto("/zelftest/1/overzicht/")
        page.get_by_role("button", name="Laat mijn zelfbeeld zien").click()
        page.wait_for_url("**/uitslag/1/")
        other.locator(".answer").first.click()
        other.get_by_role("button", name="Bewaar en ga verder").click()
        expect(other.locator("h1")).to_have_text("Deze zelftest is klaar")

    def test_the_other_language_is_at_the_same_question(self, visit):
        page = visit("/zelftest/")
        begin(page)
        for step in (1, 2, 3):
            answer(page, step, 0)
        page.locator("a.language").click()
        page.wait_for_url("**/en/self-test/1/question/4/")

    def test_a_key_outside_the_question_is_nobodys(self, visit):
        page = visit("/zelftest/")
        begin(page)
        page.locator("a.language").focus()
        page.keyboard.press("2")
        assert page.locator(".answer input:checked").count() == 0

    def test_a_tab_left_open_after_erasing_says_so(self, visit):
        page = visit("/zelftest/", complains=True)
        begin(page)
        other = page.context.new_page()
        other.goto("/mijn/")
        other.get_by_role("button", name="Wis alles").click()
        other.wait_for_url("**/wissen/")
        page.locator(".answer").first.click()
        page.get_by_role("button", name="Bewaar en ga verder").click()
        expect(page.locator("h1")).to_have_text("Deze zelftest is hier niet")

    def test_back_from_the_result_stays_with_it(self, visit):
        page = result(visit("/zelftest/"))
        page.go_back()
        page.wait_for_url("**/uitslag/1/")

    def test_what_could_not_be_kept_says_so_and_keeps_the_choice(self, visit):
        page = visit("/zelftest/", complains=True)
        begin(page)
        page.context.set_offline(True)
        page.locator(".answer").nth(2).click()
        page.get_by_role("button", name="Bewaar en ga verder").click()
        expect(page.locator("[data-not-kept]")).to_be_visible()
        page.context.set_offline(False)
        page.get_by_role("button", name="Bewaar en ga verder").click()
        page.wait_for_url("**/vraag/2/")
        page.go_back()
        expect(page.locator(".answer input").nth(2)).to_be_checked()


class TestResult:
    @pytest.mark.parametrize(("width", "dark"), [(360, True), (1440, False)])
    def test_each_state_reads_well_for_everyone(self, visit, width, dark):
        page = visit("/zelftest/", width=width, dark=dark)
        assert violations(page) == []
        begin(page)
        assert violations(page) == []
        page.goto("/zelftest/1/vraag/20/")
        assert violations(page) == []
        page.goto("/zelftest/1/overzicht/")
        assert violations(page) == []
        fill_in(page)
        page.reload()
        page.get_by_role("button", name="Laat mijn zelfbeeld zien").click()
        page.wait_for_url("**/uitslag/1/")
        for address in (page.url, "/zelftest/", "/mijn/"):
            page.goto(address)
            assert violations(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.get_by_role("button", name="Maak een code").click()
        expect(page.locator(".code-shown")).to_be_visible()
        assert violations(page) == []

    def test_a_technique_tells_its_use_and_opens_beside_the_grid(self, visit):
        page = result(visit("/zelftest/"))
        token = page.locator("#token-15")
        tip = token.locator(".use-tip")
        assert re.search(r"gemiddelde|Kwam niet voor", tip.inner_text())
        token.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert tip.evaluate("tip => getComputedStyle(tip).clipPath") == "none"
        token.click()
        expect(page.locator("#panel")).to_contain_text("Reflecties geven")

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_prints_on_one_sheet_also_after_earlier_runs_and_with_a_long_plan(self, visit, language):
        page = result(visit("/zelftest/"))
        for _ in range(4):
            page.goto("/zelftest/")
            page.get_by_role("button", name="Begin een nieuwe zelftest").click()
            page.wait_for_url("**/vraag/1/")
            fill_in(page)
            page.goto(page.url.replace("vraag/1", "overzicht"))
            page.get_by_role("button", name="Laat mijn zelfbeeld zien").click()
            page.wait_for_url("**/uitslag/*/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440
        if language == "en":
            page.goto("/en/self-test/result/5/")
        page.fill("#plan", "Als het druk is, dan luister ik eerst. " * 20)
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        with printed(page) as paper:
            assert len(paper.pages) == 1
            text = paper.pages[0].extract_text()
        if language == "en":
            return
        assert "Zo zag je jezelf die dag" in text
        assert "Drie technieken om te proberen" in text
        assert "1. Samenvatten" in text

    def test_a_plan_stays_in_the_browser_and_erasing_takes_it_away(self, visit):
        page = result(visit("/zelftest/", complains=True))
        page.fill("#plan", "Als het druk is, dan luister ik eerst")
        expect(page.locator("[data-sheet-status]")).to_have_text("Bewaard in deze browser.")
        page.goto("/mijn/")
        page.get_by_role("button", name="Wis alles").click()
        expect(page.locator("[data-erase-done]")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == []
        assert page.context.cookies() == []
        page.goto("/zelftest/uitslag/1/", wait_until="commit")
        expect(page.locator("h1")).to_have_text("Deze zelftest is hier niet")


def test_a_code_brings_it_to_another_browser(visit, browser, site):
    page = result(visit("/zelftest/"))
    page.goto("/mijn/")
    page.get_by_role("button", name="Maak een code").click()
    code = page.locator(".code-shown").inner_text().strip()
    other = browser.new_context(base_url=site).new_page()
    other.goto("/mijn/")
    other.fill("#code", code.lower().replace("-", " "))
    other.get_by_role("button", name="Gebruik deze code").click()
    expect(other.get_by_role("link", name="Zelftest 1")).to_be_visible()
    other.context.close()


def test_a_talk_is_kept_with_one_tap_and_stands_beside_the_self_image(visit):
    page = result(visit("/zelftest/"))
    page.goto("/gesprekken/aanspreken-op-gedrag/oefenen/dylan/")
    page.get_by_role("link", name="Begin het gesprek").click()
    page.wait_for_selector("[data-part='turn']")
    while page.locator("[data-part='turn']").count():
        address = page.locator(".choice").first.get_attribute("href")
        page.goto(address)
    page.get_by_role("button", name="Bewaar dit gesprek").click()
    page.wait_for_url("**/mijn/")
    expect(page.get_by_role("link", name="Dylan, 31, metaal")).to_be_visible()
    page.goto("/zelftest/uitslag/1/")
    expect(page.locator(".ways .map-trail")).to_have_count(1)


def test_a_whole_journey_asks_nothing_of_anyone_else_and_tells_no_address_anything(visit, site):
    """What the log of a web server would hold: no answer, no code, no token."""
    page = visit("/zelftest/")
    asked = []
    page.context.on("request", lambda request: asked.append((request.method, request.url)))
    result(page)
    page.goto("/mijn/")
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "learner")
    page.get_by_role("button", name="Maak een code").click()
    code = page.locator(".code-shown").inner_text().strip()
    assert asked
    for _method, address in asked:
        assert urlsplit(address).netloc == urlsplit(site).netloc
        assert token not in address
        assert code not in address
        assert not urlsplit(address).query, address
