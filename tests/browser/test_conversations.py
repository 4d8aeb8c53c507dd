"""The walk through a conversation, the aid and the preparation sheet, as someone uses them."""

import io
import re
from urllib.parse import unquote

import pdfplumber
import pytest
from playwright.sync_api import expect

from conversations.models import Conversation, Phase
from tests.browser.test_cards import printed, size, text_of, words
from tests.pages import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WALK = "/gesprekken/verzuimgesprek/"
SHEET = "/gesprekken/verzuimgesprek/voorbereiden/"
KEY = "coachwerk.sheet.absence"
SECRET = "Kwetterende-Marmot 42"


def kept(page):
    return page.evaluate("key => localStorage.getItem(key)", KEY)


class TestWalk:
    def test_a_whole_walk_with_keys_only(self, visit):
        page = visit("/gesprekken/", width=1440)
        page.get_by_role("link", name="Verzuimgesprek", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{WALK}")
        page.get_by_role("link", name="Begin met fase 1").focus()
        page.keyboard.press("Enter")
        names = list(Phase.objects.filter(conversation__key="absence").values_list("name_nl", flat=True))
        for number, name in enumerate(names, 1):
            expect(page.locator("h1")).to_have_text(name)
            expect(page.locator(".kicker")).to_have_text(f"Verzuimgesprek · fase {number} van {len(names)}")
            expect(page.locator("[aria-current='step']")).to_contain_text(name)
            page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**{WALK}#ending")
        page.go_back()
        expect(page.locator("h1")).to_have_text(names[-1])
        page.keyboard.press("ArrowLeft")
        expect(page.locator("h1")).to_have_text(names[-2])

    def test_arrow_keys_stay_with_whoever_types(self, visit):
        page = visit(f"{WALK}2-contact/")
        address = page.url
        page.locator(".site-header input[name='q']").fill("abc")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Alt+Shift+ArrowRight")
        assert page.url == address

    @pytest.mark.parametrize("width", [320, 1440])
    def test_a_whole_walk_without_javascript(self, visit, width):
        page = visit(WALK, width=width, script=False)
        page.get_by_role("link", name="Begin met fase 1").click()
        count = Phase.objects.filter(conversation__key="absence").count()
        for number in range(1, count + 1):
            expect(page.locator(".kicker")).to_contain_text(f"fase {number} van {count}")
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
            page.locator(".walk-turn [rel='next']").click()
        expect(page).to_have_url(re.compile("#ending$"))

    def test_the_picture_of_the_way_is_there_in_words_too(self, visit):
        page = visit(f"{WALK}2-contact/")
        stops = page.locator(".map-stop").count()
        assert stops == page.locator(".way ol li").count() == Phase.objects.filter(conversation__key="absence").count()
        expect(page.locator(".map-stop.current")).to_have_text("2")
        page.get_by_text("Hetzelfde in woorden").click()
        expect(page.locator(".way li").nth(1)).to_contain_text("verbinding")


class TestSheet:
    def test_no_typed_word_leaves_the_browser(self, visit):
        page = visit("/gesprekken/")
        sent = []
        page.on("websocket", lambda socket: sent.append((socket.url, "", "")))
        page.context.on(
            "request", lambda request: sent.append((request.url, request.post_data or "", str(request.headers)))
        )
        page.goto(SHEET)
        page.wait_for_load_state("networkidle")
        before = len(sent)
        for field in page.locator("[data-answer]").all():
            field.press_sequentially(SECRET)
        page.locator("[data-answer]").last.blur()
        page.wait_for_timeout(500)
        assert len(sent) == before  # not the words, nor that someone typed
        page.reload()
        page.locator(".card-actions a").last.click()
        page.go_back()
        page.get_by_role("link", name="English").click()
        page.wait_for_url("**/en/conversations/**")
        page.goto("/zoeken/?q=verzuim")
        assert not any("Marmot" in unquote(part) for request in sent for part in request)

    def test_it_is_there_after_a_reload_in_either_language_and_in_another_tab(self, visit):
        page = visit(SHEET)
        page.fill("#answer-1", SECRET)
        page.fill("#answer-3", "twee\nregels")
        expect(page.locator("[data-sheet-status]")).to_have_text("Bewaard in deze browser.")
        page.reload()
        expect(page.locator("#answer-1")).to_have_value(SECRET)
        page.get_by_role("link", name="English").click()
        expect(page.locator("#answer-3")).to_have_value("twee\nregels")
        other = page.context.new_page()
        other.goto(SHEET)
        other.fill("#answer-2", "van de andere kant")
        expect(page.locator("#answer-2")).to_have_value("van de andere kant")

    def test_two_tabs_never_lose_each_others_words_nor_bring_back_what_was_erased(self, visit):
        one = visit(SHEET)
        one.fill("#answer-1", "eerst")  # and stays in this field
        two = one.context.new_page()
        two.goto(SHEET)
        two.fill("#answer-2", "tweede")
        one.bring_to_front()
        one.locator("#answer-1").press_sequentially("!")
        assert "tweede" in kept(one)
        two.bring_to_front()
        two.click("[data-sheet-erase]")
        one.bring_to_front()
        one.locator("#answer-3").press_sequentially("nieuw")
        assert "eerst" not in kept(one)
        assert "tweede" not in kept(one)

    def test_each_conversation_has_its_own(self, visit):
        page = visit(SHEET)
        page.fill("#answer-1", SECRET)
        page.goto("/gesprekken/voortgangsgesprek/voorbereiden/")
        expect(page.locator("#answer-1")).to_have_value("")

    def test_erasing_can_be_undone_until_one_leaves(self, visit):
        page = visit(SHEET)
        expect(page.locator("[data-sheet-erase]")).to_be_hidden()
        page.fill("#answer-1", SECRET)
        page.click("[data-sheet-erase]")
        expect(page.locator("#answer-1")).to_have_value("")
        assert kept(page) is None
        page.click("[data-sheet-undo]")
        expect(page.locator("#answer-1")).to_have_value(SECRET)
        page.click("[data-sheet-erase]")
        page.reload()
        expect(page.locator("#answer-1")).to_have_value("")
        expect(page.locator("[data-sheet-undo]")).to_be_hidden()

    def test_it_works_on_when_the_connection_drops(self, visit):
        page = visit(SHEET, complains=True)  # Chromium asks for the icon again, in vain
        page.context.set_offline(True)
        page.fill("#answer-1", SECRET)
        assert SECRET in kept(page)
        page.evaluate("print = () => document.body.dataset.printed = 'yes'")
        page.click("[data-print]")
        assert page.evaluate("document.body.dataset.printed") == "yes"
        page.context.set_offline(False)
        page.reload()
        expect(page.locator("#answer-1")).to_have_value(SECRET)

    def test_a_browser_that_keeps_nothing_says_so(self, visit):
        page = visit("/gesprekken/")
        page.context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
        page.goto(SHEET)
        page.fill("#answer-1", SECRET)
        expect(page.locator("[data-sheet-status]")).to_contain_text("bewaart niets")
        expect(page.locator("#answer-1")).to_have_value(SECRET)

    @pytest.mark.parametrize("broken", ["nonsense", "[]", "7", '{"FIRST": 5, "SECOND": "goed"}'])
    def test_what_is_kept_may_be_broken(self, visit, broken):
        page = visit(SHEET)
        for number, word in ((1, "FIRST"), (2, "SECOND")):
            broken = broken.replace(word, page.locator(f"#answer-{number}").get_attribute("data-answer"))
        page.evaluate("([key, broken]) => localStorage.setItem(key, broken)", [KEY, broken])
        page.reload()
        expect(page.locator("#answer-1")).to_have_value("")
        expect(page.locator("#answer-2")).to_have_value("goed" if "goed" in broken else "")

    def test_it_prints_what_was_written_in_full_with_the_aid(self, visit):
        page = visit(SHEET)
        long = " ".join(f"woord{number}" for number in range(150))
        page.fill("#answer-1", long)
        with printed(page) as pdf:
            text = "".join(map(text_of, pdf.pages))
        assert words(long) in text
        for question in Conversation.objects.get(key="absence").questions.all():
            assert words(question.question) in text
        for phase in Phase.objects.filter(conversation__key="absence").prefetch_related("sayings"):
            assert words(phase.aid[0].say) in text
        assert "Bewaardindezebrowser" not in text

    def test_without_javascript_it_says_so_and_prints_empty(self, visit):
        page = visit(SHEET, script=False)
        expect(page.get_by_text("Zonder JavaScript")).to_be_visible()
        expect(page.locator("[data-sheet-erase]")).to_be_hidden()
        with printed(page) as pdf:
            text = "".join(map(text_of, pdf.pages))
        for question in Conversation.objects.get(key="absence").questions.all():
            assert words(question.question) in text


class TestPaper:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_aid_is_one_page_of_a5_with_all_of_its_text(self, visit, language):
        page = visit("/gesprekken/" if language == "nl" else "/en/conversations/")
        aids = page.locator("a.chip[href*='spiekbrief'], a.chip[href*='/aid/']").evaluate_all(
            "links => links.map(link => link.href)"
        )
        assert len(aids) == 5
        for address in aids:
            page.goto(address)
            shown = words(page.locator(".aid").text_content())
            with printed(page) as pdf:
                (sheet,) = pdf.pages
                assert size(sheet) == (148, 210)
                assert sorted(text_of(sheet)) == sorted(shown), address
                assert min(char["size"] for char in sheet.chars) >= 7.9

    def test_all_phases_print_on_clean_sheets(self, visit):
        page = visit(f"{WALK}alles/", dark=True)
        with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
            text = "".join(map(text_of, pdf.pages))
            assert len(pdf.pages) <= 14
            for sheet in pdf.pages:
                assert all(char["top"] > 40 and char["bottom"] < sheet.height - 40 for char in sheet.chars)
        for phase in Phase.objects.filter(conversation__key="absence").prefetch_related("sayings"):
            assert all(words(saying.say) in text for saying in phase.sayings.all())
        assert "Printen" not in text
