"""The grid by hand: arrows, the panel beside it, its address, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MIDDLE = """token => {
    const board = document.getElementById("board").getBoundingClientRect();
    const box = token.querySelector(".number").getBoundingClientRect();
    return [box.x + box.width / 2 - board.x, box.y + box.height / 2 - board.y];
}"""
ARROWS = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")


def focused(page):
    return page.evaluate("document.activeElement.id")


def open_panel(page):
    return page.locator("#panel[open]")


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("address", ["/", "/technieken/", "/en/techniques/?situatie=stop-now"])
def test_arrow_keys_reach_all_26(visit, address, width):
    page = visit(address, width=width)
    todo, seen = ["token-23"], {"token-23"}
    while todo:
        here = todo.pop()
        for key in ARROWS:
            page.focus(f"#{here}")
            page.keyboard.press(key)
            if (there := focused(page)) not in seen:
                seen.add(there)
                todo.append(there)
    assert seen == {f"token-{number}" for number in range(1, 27)}


@pytest.mark.parametrize("width", [320, 1440])
def test_an_arrow_goes_where_it_points(visit, width):
    page = visit("/technieken/", width=width)
    for number in range(1, 27):
        start = page.locator(f"#token-{number}").evaluate(MIDDLE)
        for key, (dx, dy) in zip(ARROWS, ((-1, 0), (1, 0), (0, -1), (0, 1)), strict=True):
            page.focus(f"#token-{number}")
            page.keyboard.press(key)
            if focused(page) != f"token-{number}":
                end = page.locator(f"#{focused(page)}").evaluate(MIDDLE)
                assert (end[0] - start[0]) * dx + (end[1] - start[1]) * dy > 0, (number, key)


def test_home_and_end_go_to_both_ends(visit):
    page = visit("/technieken/")
    page.focus("#token-11")
    page.keyboard.press("Home")
    assert focused(page) == "token-23"
    page.keyboard.press("End")
    assert focused(page) == "token-8"


def test_the_grid_is_one_stop_for_the_tab_key_and_remembers_where_one_was(visit):
    page = visit("/technieken/")
    assert page.locator("#board .token[tabindex='0']").count() == 1
    page.focus("#token-23")
    page.keyboard.press("ArrowRight")
    here = focused(page)
    page.keyboard.press("Tab")
    assert not focused(page).startswith("token-")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == here


@pytest.mark.parametrize("width", [320, 1440])
def test_enter_opens_the_technique_beside_the_grid_and_escape_returns_to_its_token(visit, width):
    page = visit("/technieken/?soort=complex", width=width)
    page.focus("#token-19")
    page.keyboard.press("Enter")
    expect(open_panel(page)).to_contain_text("Stiltes laten vallen")
    expect(page).to_have_url(re.compile(r"/technieken/19-stiltes-laten-vallen/$"))
    expect(page).to_have_title("19. Stiltes laten vallen – Coachwerk")
    assert focused(page) == "technique-name"
    page.keyboard.press("Escape")
    expect(open_panel(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/technieken/\?soort=complex$"))
    expect(page).to_have_title("Alle 26 technieken – Coachwerk")
    assert focused(page) == "token-19"


def test_a_click_opens_it_without_loading_the_page_and_the_button_closes_it(visit):
    page = visit("/")
    page.evaluate("window.stillHere = true")
    page.click("#token-4")
    expect(open_panel(page)).to_contain_text("Empathie en compassie")
    page.click("[data-close]")
    expect(open_panel(page)).to_have_count(0)
    assert page.evaluate("window.stillHere")
    assert focused(page) == "token-4"


def test_back_returns_to_the_grid_however_many_were_opened(visit):
    page = visit("/technieken/")
    for number in (4, 22, 23):
        page.click(f"#token-{number}")
        expect(page.locator(f"#panel[open] [data-title^='{number}.']")).to_be_visible()
    page.go_back()
    expect(open_panel(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/technieken/$"))
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Boos worden")


def test_reloading_shows_the_technique_itself_and_back_the_grid(visit):
    page = visit("/technieken/")
    page.click("#token-22")
    expect(open_panel(page)).to_be_visible()
    page.reload()
    expect(page.locator("h1")).to_have_text("Negatieve feedback")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Alle 26 technieken")


def test_ctrl_click_opens_a_tab(visit):
    page = visit("/technieken/")
    with page.context.expect_page() as opened:
        page.click("#token-15", modifiers=["Control"])
    expect(opened.value.locator("h1")).to_have_text("Reflecties geven")
    expect(open_panel(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/technieken/$"))


def test_the_sheet_on_a_phone_holds_the_focus(visit):
    page = visit("/technieken/", width=360)
    page.click("#token-22")
    expect(open_panel(page)).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || panel.contains(document.activeElement)")


def test_the_name_of_a_number_shows_on_a_phone_while_it_has_the_focus(visit):
    page = visit("/technieken/", width=360)
    name = page.locator("#token-16 .name")
    assert name.evaluate("e => e.getBoundingClientRect().width") < 2
    page.focus("#token-23")
    page.keyboard.press("ArrowRight")
    page.focus("#token-16")
    assert name.evaluate("e => e.getBoundingClientRect().width") > 20


def test_a_token_says_its_name_and_both_levels(visit):
    page = visit("/technieken/", width=360)
    expect(page.get_by_role("link", name="15 Reflecties (verbinding midden, uitdaging hoog)")).to_have_count(1)
    page.goto("/en/techniques/?situatie=stop-now")
    expect(
        page.get_by_role("link", name=re.compile(r"^23 .+ \(connection low, challenge high, fits your choice\)$"))
    ).to_have_count(1)


@pytest.mark.parametrize("width", [320, 360])
def test_tokens_on_a_phone_are_44_pixels_and_two_stand_beside_each_other(visit, width):
    page = visit("/technieken/", width=width)
    boxes = [page.locator(f"#token-{number}").bounding_box() for number in (16, 18)]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert boxes[0]["y"] == boxes[1]["y"]


def test_all_nine_cells_are_of_one_size(visit):
    for width in (320, 768, 1440):
        page = visit("/technieken/", width=width)
        sizes = page.evaluate(
            "[...document.querySelectorAll('.cell')].map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
        )
        assert len(sizes) == 9
        for axis in (0, 1):
            values = [size[axis] for size in sizes]
            assert max(values) - min(values) < 1, width


def test_the_zone_lies_over_its_cells(visit):
    page = visit("/?situatie=stop-now")
    zone = page.locator("path.zone").bounding_box()
    top = [page.locator(f".cell.c{key}").bounding_box() for key in ("13", "33")]
    assert abs(zone["x"] - top[0]["x"]) < 6
    assert abs(zone["x"] + zone["width"] - top[1]["x"] - top[1]["width"]) < 6
    assert abs(zone["height"] - top[0]["height"]) < 8


def test_choosing_a_situation_lights_it_without_loading_the_page(visit):
    page = visit("/")
    page.evaluate("window.stillHere = true")
    page.click("#chip-hold-level")
    expect(page.locator("path.zone")).to_have_count(1)
    expect(page.locator(".token.lit")).to_have_count(3)
    assert page.locator("#board .token[tabindex='0']").count() == 1
    assert focused(page) == "chip-hold-level"
    expect(page).to_have_url(re.compile(r"/\?situatie=hold-level$"))
    page.go_back()
    expect(page.locator("path.zone")).to_have_count(0)


def test_filters_work_as_one_ticks_them(visit):
    page = visit("/technieken/")
    page.check("#verbinding-3")
    expect(page.locator(".card")).to_have_count(13)
    page.check("#soort-complex")
    expect(page.locator(".card")).to_have_count(5)
    assert focused(page) == "soort-complex"
    expect(page).to_have_url(re.compile(r"/technieken/\?verbinding=3&soort=complex$"))
    page.reload()
    expect(page.locator(".card")).to_have_count(5)


class TestWithoutJavaScript:
    def test_a_walk_from_the_start_to_a_technique_and_on(self, visit):
        page = visit("/", script=False, width=360)
        page.click("#chip-long-willing")
        expect(page.locator("path.zone")).to_have_count(1)
        page.click("#token-17")
        expect(page.locator("h1")).to_have_text("Een plan maken")
        page.click("text=uitdaging: hoog")
        expect(page.locator(".card")).to_have_count(12)
        page.check("#soort-basis")
        page.click("text=Laat zien")
        expect(page.locator(".card")).to_have_count(3)
        page.click("text=English")
        expect(page.locator("h1")).to_have_text("All 26 techniques")
        expect(page.locator(".card")).to_have_count(3)

    def test_the_tab_key_reaches_every_token(self, visit):
        page = visit("/technieken/", script=False)
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            focus = page.locator(":focus")
            if focus.count():
                seen.add(focus.get_attribute("id"))
        assert {f"token-{number}" for number in range(1, 27)} <= seen


def test_sharing_copies_the_address(visit):
    page = visit("/technieken/15-reflecties-geven/", permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-share]")
    expect(page.locator(".share-done")).to_have_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/technieken/15-reflecties-geven/")


def test_when_the_server_is_gone_a_token_still_tries_the_plain_way(visit):
    page = visit("/technieken/", complains=True)
    page.route(
        "**/22-*/", lambda route: route.abort() if route.request.headers.get("hx-request") else route.continue_()
    )
    page.click("#token-22")
    expect(page.locator("h1")).to_have_text("Negatieve feedback")


class TestThePanelAndTheRestOfThePage:
    def test_a_filter_takes_the_panel_with_it_and_the_next_one_returns_to_the_filtered_grid(self, visit):
        page = visit("/technieken/")
        page.click("#token-2")
        expect(open_panel(page)).to_contain_text("Luisteren")
        page.evaluate("document.querySelector('#soort-basis').click()")
        expect(open_panel(page)).to_have_count(0)
        expect(page).to_have_title("Alle 26 technieken – Coachwerk")
        page.click("#token-5")
        expect(open_panel(page)).to_contain_text("Complimenten geven")
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile(r"/technieken/\?soort=basis$"))
        expect(page.locator("h1")).to_have_text("Alle 26 technieken")

    def test_the_other_language_shows_what_is_shown_now(self, visit):
        page = visit("/technieken/")
        page.check("#verbinding-1")
        expect(page.locator(".card")).to_have_count(1)
        page.click("text=English")
        expect(page).to_have_url(re.compile(r"/en/techniques/\?verbinding=1$"))
        page.click("#token-23")
        expect(open_panel(page)).to_be_visible()
        page.click("text=Nederlands")
        expect(page).to_have_url(re.compile(r"/technieken/23-boos-worden/$"))

    @pytest.mark.parametrize("width", [400, 1280])
    def test_on_paper_the_open_technique_is_the_page(self, visit, width):
        page = visit("/technieken/", width=width)
        page.click("#token-15")
        expect(open_panel(page)).to_be_visible()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#panel").evaluate("e => getComputedStyle(e).position") == "static"
        expect(page.locator("#panel >> text=Wat het is")).to_be_visible()
        expect(page.locator(".board")).to_be_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        page.keyboard.press("Escape")
        expect(open_panel(page)).to_have_count(0)

    def test_escape_calls_off_a_technique_that_is_slow_to_come(self, visit):
        page = visit("/technieken/", complains=True)

        def late(route):
            page.wait_for_timeout(600)
            route.continue_()

        page.route("**/22-*/", late)
        page.focus("#token-22")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.wait_for_timeout(1200)
        expect(open_panel(page)).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/technieken/$"))

    def test_a_jump_within_the_page_does_not_keep_escape_from_returning(self, visit):
        page = visit("/technieken/")
        page.click("#token-22")
        expect(open_panel(page)).to_be_visible()
        page.evaluate("location.hash = 'main'")
        page.keyboard.press("Escape")
        expect(open_panel(page)).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/technieken/$"))
