"""Cards on paper: the deck in the browser, and the PDF that Chromium makes of it, read back."""

import io
import json
import re

import pdfplumber
import pytest
import segno
from playwright.sync_api import expect

from techniques.models import Technique

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MM = 72 / 25.4  # points in a millimetre
CARDS = {"nl": "/technieken/kaarten/", "en": "/en/techniques/cards/"}


def printed(page):
    """What the browser prints, as it comes out with the page's own paper size."""
    return pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)))


def words(text):
    return re.sub(r"\s+", "", text)


def text_of(sheet):
    """All text without spaces, in the order of the page's source, also where it stands in columns."""
    return "".join(word["text"] for word in sheet.extract_words(use_text_flow=True))


def size(sheet):
    return round(sheet.width / MM), round(sheet.height / MM)


def numbers(sheet):
    """The number of each card on a sheet, and the middle of its disc in mm: white digits on a dark ground."""
    found = sheet.filter(lambda thing: thing["object_type"] != "char" or lightness(thing) > 0.9).extract_words()
    return {
        int(word["text"]): ((word["x0"] + word["x1"]) / 2 / MM, (word["top"] + word["bottom"]) / 2 / MM)
        for word in found
        if word["text"].isdigit()
    }


def lightness(char):
    """Relative luminance of a character, 0 black to 1 white: what is left of its colour in greyscale."""
    colour = char["non_stroking_color"] or (0,)
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return parts[0] if len(parts) == 1 else 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


class TestDeck:
    def test_it_grows_over_pages_stays_after_a_reload_and_leads_to_its_cards(self, visit):
        page = visit("/technieken/")
        deck = page.locator("[data-deck-link]")
        expect(deck).to_be_hidden()
        page.check("[data-deck-pick][value='9']")
        expect(deck).to_contain_text("1")
        page.goto("/technieken/15-reflecties-geven/")
        page.click("[data-deck='15']")
        expect(page.locator("[data-deck='15']")).to_have_text("Haal van mijn stapel")
        expect(deck).to_have_attribute("href", "/technieken/kaarten/?n=9,15")
        page.reload()
        expect(deck).to_contain_text("2")
        page.goto("/en/techniques/")
        expect(page.locator("[data-deck-pick][value='15']")).to_be_checked()
        deck.click()
        expect(page).to_have_url(re.compile(r"/en/techniques/cards/\?n=9,15$"))
        assert page.locator(".face.front .badge").all_inner_texts() == ["9", "15"]
        assert page.context.cookies() == []

    def test_what_is_filtered_away_stays_in_the_deck(self, visit):
        page = visit("/technieken/")
        page.check("[data-deck-pick][value='23']")
        page.check("#verbinding-3")
        expect(page.locator("[data-deck-pick][value='23']")).to_have_count(0)
        page.check("[data-deck-pick][value='4']")
        page.get_by_role("button", name="Kaarten printen").click()
        expect(page).to_have_url(re.compile(r"\?n=23,4$"))

    def test_a_panel_has_it_too(self, visit):
        page = visit("/technieken/")
        page.click("#token-7")
        page.locator("#panel [data-deck='7']").click()
        expect(page.locator("#panel [data-deck='7']")).to_have_text("Haal van mijn stapel")
        expect(page.locator("[data-deck-pick][value='7']")).to_be_checked()
        expect(page.locator("#said")).to_have_text("Kaarten op mijn stapel: 1")

    def test_a_card_that_is_left_out_leaves_the_deck_and_all_can_go(self, visit):
        page = visit("/technieken/")
        for number in (1, 5, 9):
            page.check(f"[data-deck-pick][value='{number}']")
        page.locator("[data-deck-link]").click()
        page.click("[data-deck-drop='5']")
        expect(page).to_have_url(re.compile(r"\?n=1,9&"))
        assert page.evaluate("localStorage.getItem('coachwerk.deck')") == "[1,9]"
        page.click("[data-deck-empty]")
        expect(page.locator("[data-deck-link]")).to_be_hidden()
        assert page.evaluate("localStorage.length") == 0

    @pytest.mark.parametrize("kept", ["nonsense", "{}", "null", json.dumps([0, 27, "5", 3.5, None, 4, 4])])
    def test_what_is_kept_may_be_broken(self, visit, kept):
        page = visit("/")
        page.evaluate("kept => localStorage.setItem('coachwerk.deck', kept)", kept)
        page.reload()
        if "27" in kept:
            expect(page.locator("[data-deck-link]")).to_have_attribute("href", "/technieken/kaarten/?n=4")
        else:
            expect(page.locator("[data-deck-link]")).to_be_hidden()

    def test_another_tab_sees_it(self, visit):
        page = visit("/technieken/")
        other = page.context.new_page()
        other.goto("/technieken/")
        page.check("[data-deck-pick][value='2']")
        expect(other.locator("[data-deck-pick][value='2']")).to_be_checked()

    def test_without_javascript_ticks_print_too(self, visit):
        page = visit("/technieken/", script=False)
        expect(page.locator("[data-deck-link]")).to_be_hidden()
        page.check("[data-deck-pick][value='9']")
        page.check("[data-deck-pick][value='1']")
        page.get_by_role("button", name="Kaarten printen").click()
        expect(page.locator(".face.front .badge")).to_have_text(["1", "9"])
        expect(page.locator("[data-print]")).to_be_hidden()
        expect(page.get_by_text("Ctrl+P")).to_be_visible()
        page.check("#papier-a6")
        page.get_by_role("button", name="Laat zien").click()
        assert len(page.locator(".sheets.a6 .sheet").all()) == 4


class TestPaper:
    @pytest.mark.parametrize("language", CARDS)
    @pytest.mark.parametrize(
        ("query", "paper", "pages"),
        [
            ("n=15", (210, 297), 2),
            ("n=1,2,3,4,5,6,7,8,9", (210, 297), 6),
            ("", (210, 297), 14),
            ("n=15&papier=a6", (105, 148), 2),
            ("n=1,2,3,4,5,6,7,8,9&papier=a6", (105, 148), 18),
            ("papier=a6", (105, 148), 52),
        ],
    )
    def test_every_sheet_has_its_size_and_there_are_no_others(self, visit, language, query, paper, pages):
        with printed(visit(f"{CARDS[language]}?{query}", dark=True)) as pdf:
            assert [size(sheet) for sheet in pdf.pages] == [paper] * pages
            assert all(sheet.chars for sheet in pdf.pages)
            assert pdf.doc.catalog["MarkInfo"]["Marked"] is True
            assert "StructTreeRoot" in pdf.doc.catalog

    @pytest.mark.parametrize(
        ("query", "pages"), [("n=1,2,3,4,5&papier=a6&zijden=voor", 5), ("n=1,2,3,4,5&zijden=achter", 2)]
    )
    def test_one_side_alone(self, visit, query, pages):
        with printed(visit(f"{CARDS['nl']}?{query}")) as pdf:
            assert len(pdf.pages) == pages

    @pytest.mark.parametrize("language", CARDS)
    def test_all_text_of_every_card_is_on_it(self, visit, language):
        page = visit(f"{CARDS[language]}?papier=a6")
        shown = [words(face.text_content()) for face in page.locator(".face").all()]
        with printed(page) as pdf:
            on_paper = [words(sheet.extract_text()) for sheet in pdf.pages]
        for expected, found in zip(shown, on_paper, strict=True):
            assert sorted(expected) == sorted(found), found[:60]
        for technique, found in zip(Technique.objects.prefetch_related("lines"), on_paper[::2], strict=True):
            for line in technique.lines.all()[:2]:
                assert words(getattr(line, f"say_{language}")) in found

    def test_fronts_and_backs_lie_behind_each_other(self, visit):
        page = visit(CARDS["nl"])
        page.emulate_media(media="print")
        middles = page.evaluate(
            """() => [...document.querySelectorAll(".sheet")].map(sheet => {
                const {left, top, width} = sheet.getBoundingClientRect();
                return [...sheet.querySelectorAll(".face:not(.empty)")].map(face => {
                    const box = face.getBoundingClientRect();
                    const mm = 210 / width;
                    return [+face.querySelector(".badge").textContent, (box.x + box.width / 2 - left) * mm,
                            (box.y + box.height / 2 - top) * mm];
                });
            })"""
        )
        with printed(page) as pdf:
            places = [numbers(sheet) for sheet in pdf.pages]
        for front, back in zip(middles[::2], middles[1::2], strict=True):
            behind = {number: (x, y) for number, x, y in back}
            assert {number for number, _, _ in front} == set(behind)
            for number, x, y in front:
                assert abs(x - (210 - behind[number][0])) < 1
                assert abs(y - behind[number][1]) < 1
        for front, back in zip(places[::2], places[1::2], strict=True):
            assert set(front) == set(back)
            for number, (x, y) in front.items():  # the paper itself: mirrored columns, the same row
                assert (x < 105) == (back[number][0] > 105)
                assert (y < 148.5) == (back[number][1] < 148.5)

    @pytest.mark.parametrize("language", CARDS)
    def test_nothing_is_cut_off_and_there_is_room_to_spare(self, visit, language):
        page = visit(f"{CARDS[language]}?papier=a6")
        page.emulate_media(media="print")
        faces = page.evaluate(
            """() => [...document.querySelectorAll(".face")].map(face => {
                const mm = face.clientWidth / 105;
                const box = face.getBoundingClientRect();
                const last = [...face.children].at(-1).getBoundingClientRect();
                const before = [...face.children].at(-2).getBoundingClientRect();
                return {card: face.innerText.slice(0, 30), over: face.scrollHeight - face.clientHeight,
                        wide: face.scrollWidth - face.clientWidth,
                        room: (face.matches(".front") ? box.bottom - last.bottom : last.top - before.bottom) / mm,
                        lines: (face.querySelector(".leads")?.getBoundingClientRect().height ?? 0) / mm / (3.55 * 1.4)};
            })"""
        )
        assert len(faces) == 52
        for face in faces:
            assert face["over"] <= 0, face
            assert face["wide"] <= 0, face
            assert face["room"] >= 4, face
            assert face["lines"] <= 5.2, face

    def test_it_can_be_read_in_grey(self, visit):
        page = visit(f"{CARDS['nl']}?papier=a6", dark=True)
        with printed(page) as pdf:
            for sheet in pdf.pages:
                shades = {round(lightness(char), 3) for char in sheet.chars}
                # Dark enough for 4.5:1 on the darkest ground of a card (0.43), or white on a dark disc.
                assert all(shade <= 0.12 or shade > 0.9 for shade in shades), shades
                assert min(char["size"] for char in sheet.chars) >= 6.5

    def test_every_code_is_there_in_full(self, visit):
        page = visit(f"{CARDS['nl']}?papier=a6&zijden=achter")
        page.emulate_media(media="print")
        boxes = page.evaluate(
            """() => [...document.querySelectorAll(".qr")].map(code => {
                const box = code.getBoundingClientRect();
                const face = code.closest(".face").getBoundingClientRect();
                return [box.width / face.width * 105, face.right - box.right, face.bottom - box.bottom];
            })"""
        )
        assert len(boxes) == 26
        for back in page.locator(".face.back").all():
            address = f"{page.url.split('/technieken/')[0]}/technieken/{back.locator('.badge').inner_text()}/"
            code = segno.make_qr(address, error="m", boost_error=False, mask=3)
            drawn = re.search(r' d="([^"]+)"', code.svg_inline(border=0, omitsize=True))[1]
            assert back.locator(".qr path").get_attribute("d") == drawn
        assert all(width >= 20 and right > 0 and bottom > 0 for width, right, bottom in boxes)


PAGES = [
    "/technieken/22-negatieve-feedback/",
    "/en/techniques/15-giving-reflections/",
    "/situaties/dit-moet-nu-stoppen/",
    "/basis/de-balans/",
    "/valkuilen/",
    "/technieken/?verbinding=3&soort=complex",
    "/gesprekken/verzuimgesprek/",
    "/gesprekken/verzuimgesprek/3-kader/",
]


@pytest.mark.parametrize("address", PAGES)
def test_other_pages_print_clean(visit, address):
    """What one reads and its address, nothing that one clicks, no line cut by the edge of a page."""
    page = visit(address, dark=True)
    with printed(page) as pdf:
        text = words("".join(sheet.extract_text() for sheet in pdf.pages))
        assert words(page.locator("h1").inner_text()) in text
        assert f"//{page.url.split('//')[1]}" in text
        for clicked in (".site-nav", ".language", ".site-header .search", ".card-actions", ".turn"):
            for shown in page.locator(clicked).all():
                if label := words(shown.inner_text()):
                    assert label not in text, clicked
        for sheet in pdf.pages:
            assert size(sheet) == (210, 297)
            assert all(char["top"] >= 15 * MM and char["bottom"] <= sheet.height - 15 * MM for char in sheet.chars)
            assert all(lightness(char) < 0.2 or lightness(char) > 0.9 for char in sheet.chars)
